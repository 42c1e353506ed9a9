#include "core/secret_rotation/rotation_finding.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace rotation_finding_test {

namespace {

const QDateTime now(QDate(2026, 11, 30), QTime(12, 0), Qt::UTC);
const QString tokens =
    u"{\"clientId\":\"a\",\"clientSecret\":\"b\",\"accessToken\":\"%1\",\"refreshToken\":\"%2\",\"note\":\"%3\"}"_s;

QByteArray oauth(const QString &access, const QString &refresh, const QString &note = u"n"_s)
{
    return tokens.arg(access, refresh, note).toUtf8();
}

EntryContent content(const QString &version, const QByteArray &text, const QDateTime &madeAt)
{
    Entry entry;
    entry.id = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"crm"_s};
    SecretValue value;
    value.versionId = version;
    value.createdAt = madeAt;
    value.value = SecretString(QByteArrayView(text));
    return EntryContent::ofSecret(entry, value, now);
}

} // namespace

// Each state of a rotation has one next action.
class RotationFindingTest : public QObject {
    Q_OBJECT

    //! AWSPENDING on v2, made at \p since, with \p pending (none: no value); AWSCURRENT on v1.
    static RotationFacts facts(const std::optional<QByteArray> &pending, const QDateTime &since, bool isOn)
    {
        RotationFacts facts;
        facts.metadata.versionStages = {{u"v1"_s, {u"AWSCURRENT"_s}}, {u"v2"_s, {u"AWSPENDING"_s}}};
        facts.metadata.rotationEnabled = isOn;
        facts.metadata.lastChangedAt = since;
        facts.pendingSince = since;
        facts.current = content(u"v1"_s, oauth(u"old"_s, u"r1"_s), since.addDays(-1));
        if (pending)
            facts.pending = content(u"v2"_s, *pending, since);
        return facts;
    }
    static RotationFinding judge(const RotationFacts &facts) { return findingOf(facts, now); }

private slots:
    void noLabelElsewhereIsNoRotation()
    {
        RotationFacts facts;
        facts.metadata.versionStages = {{u"v1"_s, {u"AWSCURRENT"_s, u"AWSPENDING"_s}}};
        QCOMPARE(judge(facts).state, RotationState::Off);
        QCOMPARE(judge(facts).action, RotationAction::None);
        facts.metadata.rotationEnabled = true;
        facts.metadata.nextRotationAt = now.addDays(1);
        QCOMPARE(judge(facts).state, RotationState::Scheduled);
        QVERIFY(!judge(facts).isStuck());
        facts.metadata.deletedAt = now.addDays(3);
        QCOMPARE(judge(facts).action, RotationAction::None);
        facts.metadata.deletedAt = {};
        facts.metadata.nextRotationAt = now.addSecs(-1);
        QCOMPARE(judge(facts).state, RotationState::Missed);
        QCOMPARE(judge(facts).action, RotationAction::RotateNow);
        QVERIFY(judge(facts).isStuck());
    }

    void aYoungOneIsWaitedForWhereAFunctionMayBeAtWork()
    {
        RotationFacts young = facts(std::nullopt, now.addSecs(-3599), true);
        QCOMPARE(judge(young).action, RotationAction::Wait);
        young.pendingSince = now.addSecs(-3601);
        QCOMPARE(judge(young).action, RotationAction::Cancel);
        young.metadata.rotationRules.duration = u"3h"_s; // its window is the limit
        QCOMPARE(judge(young).action, RotationAction::Wait);
        young.pendingSince = now.addSecs(-3 * 3600 - 1);
        QCOMPARE(judge(young).action, RotationAction::Cancel);
        young.metadata.rotationEnabled = false; // nobody is at work
        young.pendingSince = now;
        QCOMPARE(judge(young).action, RotationAction::RemoveLabel);
    }

    void whereTheVersionsAreNotToldTheLastChangeIsTheLatestMoment()
    {
        RotationFacts unknown = facts(std::nullopt, now.addSecs(-60), true);
        unknown.pendingSince = {};
        QCOMPARE(judge(unknown).action, RotationAction::Wait);
        unknown.metadata.lastChangedAt = now.addDays(-2);
        QCOMPARE(judge(unknown).action, RotationAction::Cancel);
    }

    void eachStateHasItsAction_data()
    {
        QTest::addColumn<bool>("hasValue");
        QTest::addColumn<QByteArray>("pending");
        QTest::addColumn<bool>("isOn");
        QTest::addColumn<RotationState>("state");
        QTest::addColumn<RotationAction>("action");
        using S = RotationState;
        using A = RotationAction;
        QTest::newRow("no value, switched on") << false << QByteArray() << true << S::WithoutValue << A::Cancel;
        QTest::newRow("no value, switched off") << false << QByteArray() << false << S::WithoutValue << A::RemoveLabel;
        QTest::newRow("the current value") << true << oauth(u"old"_s, u"r1"_s) << true << S::Unchanged << A::Cancel;
        QTest::newRow("the current value, off")
            << true << oauth(u"old"_s, u"r1"_s) << false << S::Unchanged << A::RemoveLabel;
        QTest::newRow("new tokens") << true << oauth(u"new"_s, u"r2"_s) << true << S::NewTokens << A::Finish;
        QTest::newRow("new tokens, off") << true << oauth(u"new"_s, u"r2"_s) << false << S::NewTokens << A::Finish;
        QTest::newRow("a new access token") << true << oauth(u"new"_s, u"r1"_s) << false << S::NewTokens << A::Finish;
        QTest::newRow("a password") << true << QByteArray("{\"password\":\"new\"}") << true << S::NewValue << A::Cancel;
        QTest::newRow("another note") << true << oauth(u"old"_s, u"r1"_s, u"other"_s) << false << S::NewValue
                                      << A::RemoveLabel;
    }
    void eachStateHasItsAction()
    {
        QFETCH(bool, hasValue);
        QFETCH(QByteArray, pending);
        QFETCH(bool, isOn);
        const RotationFinding finding =
            judge(facts(hasValue ? std::optional(pending) : std::nullopt, now.addDays(-7), isOn));
        QTEST(finding.state, "state");
        QTEST(finding.action, "action");
        QVERIFY(finding.isStuck());
        QCOMPARE(finding.pendingVersion, u"v2"_s);
        QCOMPARE(finding.currentVersion, u"v1"_s);
    }

    void tokensThatMayBeTheOnlyOnesAreKnownAsSuch()
    {
        const QDateTime since = now.addDays(-7);
        QVERIFY(judge(facts(oauth(u"new"_s, u"r2"_s), since, true)).holdsTokens);
        QVERIFY(!judge(facts(oauth(u"new"_s, u"r1"_s), since, true)).holdsTokens);
        QVERIFY(!judge(facts(std::nullopt, since, true)).holdsTokens);
    }

    void whatWasSavedSinceIsNotTakenBack()
    {
        const QDateTime since = now.addDays(-7);
        RotationFacts behind = facts(oauth(u"new"_s, u"r2"_s), since, false);
        behind.base = content(u"v0"_s, oauth(u"old"_s, u"r1"_s), since.addDays(-1));
        behind.current = content(u"v1"_s, oauth(u"old"_s, u"r1"_s, u"theirs"_s), since.addDays(1));
        QCOMPARE(judge(behind).action, RotationAction::Finish); // they changed a note: the tokens go onto it
        QVERIFY(judge(behind).merges);
        behind.current = content(u"v1"_s, oauth(u"other"_s, u"r9"_s), since.addDays(1));
        QCOMPARE(judge(behind).state, RotationState::Outdated); // they signed in again
        QCOMPARE(judge(behind).action, RotationAction::RemoveLabel);
        behind.metadata.rotationEnabled = true; // young or not
        behind.pendingSince = now;
        QCOMPARE(judge(behind).action, RotationAction::Wait);
        QVERIFY(judge(behind).isOutdated);
        behind.metadata.rotationEnabled = false;
        behind.base.reset();
        behind.current = content(u"v1"_s, oauth(u"old"_s, u"r1"_s, u"theirs"_s), since.addDays(1));
        QCOMPARE(judge(behind).state, RotationState::Outdated); // nobody knows what they changed
    }
};

} // namespace rotation_finding_test

KEYTURN_TEST(rotation_finding, rotation_finding_test::RotationFindingTest)
#include "rotation_finding_test.moc"
