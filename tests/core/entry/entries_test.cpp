#include "core/entry/entries.h"

#include "core/due/due_rules.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace entries_test {

namespace {

const QString region = u"us-east-2"_s;

ParameterMetadata parameter(const QString &name, const QDateTime &modifiedAt = FakeClock().utcNow())
{
    ParameterMetadata made;
    made.name = name;
    made.arn = u"arn:aws:ssm:us-east-2:123456789012:parameter"_s + name;
    made.type = u"SecureString"_s;
    made.version = 3;
    made.lastModifiedAt = modifiedAt;
    return made;
}

ParameterPolicy reminderAfter150Days()
{
    const QString text =
        u"{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}"_s;
    return ParameterPolicy::fromText(text, u"Pending"_s);
}

SecretMetadata secret(const QString &name)
{
    SecretMetadata made;
    made.name = name;
    made.arn = u"arn:aws:secretsmanager:us-east-2:123456789012:secret:"_s + name + u"-AbCdEf"_s;
    made.versionStages = {{u"v2"_s, {u"AWSCURRENT"_s}}, {u"v1"_s, {u"AWSPREVIOUS"_s}}};
    return made;
}

QStringList namesOf(const QList<Entry> &entries)
{
    QStringList names;
    for (const Entry &entry : entries)
        names.append(entry.id.name);
    names.sort();
    return names;
}

} // namespace

class EntriesTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();

    QList<Entry> entries(const QStringList &names) const
    {
        QList<ParameterMetadata> parameters;
        for (const QString &name : names)
            parameters.append(parameter(name));
        return entriesFromParameters(parameters, region, m_now);
    }

private slots:
    void readsTheAccountFromAnArn()
    {
        QCOMPARE(accountFromArn(u"arn:aws:ssm:us-east-2:123456789012:parameter/a:b"_s), u"123456789012"_s);
        QCOMPARE(accountFromArn(u"/a/b"_s), QString());
    }

    void groupsTheTrioOfTheSeedUnderTheFolderOfItsSecret()
    {
        const QList<Entry> made = entries({u"/my-erp/refreshToken"_s, u"/my-erp/lwa/cliensecret"_s,
                                           u"/my-erp/lwa/clientidentifier"_s, u"/my-erp/port"_s});
        QCOMPARE(namesOf(made), (QStringList{u"/my-erp/lwa"_s, u"/my-erp/port"_s}));
        const Entry &group = made.first();
        QVERIFY(group.isGroup());
        QCOMPARE(group.kind, CredentialKind::SpApi);
        QCOMPARE(group.id.account, u"123456789012"_s);
        QCOMPARE(group.parameters.at(0).name, u"/my-erp/lwa/clientidentifier"_s);
        QCOMPARE(group.parameters.at(1).name, u"/my-erp/lwa/cliensecret"_s);
        QCOMPARE(group.parameters.at(2).name, u"/my-erp/refreshToken"_s);
        QCOMPARE(made.last().parameters.size(), 1);
    }

    void groupsIdentifierAndSecretAloneButNothingWithoutASecret()
    {
        QCOMPARE(namesOf(entries({u"/a/clientsecret"_s, u"/a/clientidentifier"_s})), QStringList{u"/a"_s});
        QCOMPARE(namesOf(entries({u"/a/refreshToken"_s, u"/a/clientidentifier"_s})),
                 (QStringList{u"/a/clientidentifier"_s, u"/a/refreshToken"_s}));
        QCOMPARE(namesOf(entries({u"/a/clientsecret"_s, u"/b/clientidentifier"_s})),
                 (QStringList{u"/a/clientsecret"_s, u"/b/clientidentifier"_s}));
    }

    void prefersTheRefreshTokenBesideTheSecretAndTheRightSpelling()
    {
        const QList<Entry> made = entries({u"/e/refreshToken"_s, u"/e/lwa/refreshToken"_s, u"/e/lwa/clientsecret"_s,
                                           u"/e/lwa/cliensecret"_s, u"/e/lwa/clientidentifier"_s});
        QCOMPARE(namesOf(made), (QStringList{u"/e/lwa"_s, u"/e/lwa/cliensecret"_s, u"/e/refreshToken"_s}));
        QCOMPARE(made.first().parameters.at(1).name, u"/e/lwa/clientsecret"_s);
        QCOMPARE(made.first().parameters.at(2).name, u"/e/lwa/refreshToken"_s);
    }

    void theReminderFallsDueAtLastModifiedPlus150DaysAndTheSecretAt180()
    {
        const QDateTime changed(QDate(2026, 6, 1), QTime(8, 30), Qt::UTC);
        ParameterMetadata clientSecret = parameter(u"/a/clientsecret"_s, changed);
        clientSecret.policies = {reminderAfter150Days()};
        const QList<DueDate> due = dueDatesOf(clientSecret, KeyRole::ClientSecret);
        QCOMPARE(due.size(), 2);
        QCOMPARE(due.at(0).reason, DueReason::NoChangeNotification);
        QCOMPARE(due.at(0).dueAt, changed.addDays(150));
        QCOMPARE(due.at(0).since, changed);
        QCOMPARE(due.at(0).days, 150);
        QCOMPARE(due.at(1).reason, DueReason::ClientSecretAge);
        QCOMPARE(due.at(1).dueAt, changed.addDays(180));
    }

    void aReminderOnTheIdentifierIsShownAsItsOwnDate()
    {
        ParameterMetadata identifier = parameter(u"/a/clientidentifier"_s, m_now.addDays(-10));
        identifier.policies = {reminderAfter150Days()};
        const QList<ParameterMetadata> both{identifier, parameter(u"/a/clientsecret"_s, m_now.addDays(-100))};
        const Entry group = entriesFromParameters(both, region, m_now).first();
        QCOMPARE(group.due.size(), 2);
        QCOMPARE(group.due.at(0).reason, DueReason::ClientSecretAge);
        QCOMPARE(group.due.at(0).name, u"/a/clientsecret"_s);
        QCOMPARE(group.due.at(1).name, u"/a/clientidentifier"_s);
        QCOMPARE(group.due.at(1).dueAt, m_now.addDays(140));
    }

    void expirationAndItsNotificationBothCount()
    {
        const QDateTime end(QDate(2026, 12, 31), QTime(12, 0), Qt::UTC);
        ParameterMetadata made = parameter(u"/a/b"_s);
        ParameterPolicy expiration;
        expiration.type = ParameterPolicy::Type::Expiration;
        expiration.timestamp = end;
        ParameterPolicy ahead;
        ahead.type = ParameterPolicy::Type::ExpirationNotification;
        ahead.amount = 15 * 24;
        made.policies = {ahead, expiration};
        const QList<DueDate> due = dueDatesOf(made, KeyRole::Other);
        QCOMPARE(due.size(), 2);
        QCOMPARE(due.at(0).reason, DueReason::ExpirationNotification);
        QCOMPARE(due.at(0).dueAt, end.addDays(-15));
        QCOMPARE(due.at(1).dueAt, end);
        QVERIFY(dueDatesOf(parameter(u"/a/b"_s), KeyRole::Other).isEmpty());
    }

    void aPolicyThatCannotBeReadLeavesADateThatIsNotKnown()
    {
        ParameterMetadata made = parameter(u"/a/clientsecret"_s, m_now.addDays(-10));
        const QString noMoment = u"{\"Type\":\"Expiration\",\"Attributes\":{\"Timestamp\":\"soon\"}}"_s;
        made.policies = {reminderAfter150Days(), ParameterPolicy::fromText(noMoment, u"Pending"_s),
                         ParameterPolicy::fromText(u"{"_s, {})};
        const QList<DueDate> due = dueDatesOf(made, KeyRole::ClientSecret);
        QCOMPARE(due.size(), 3); // those that can be read besides
        QCOMPARE(due.at(0).reason, DueReason::NoChangeNotification);
        QCOMPARE(due.at(1).reason, DueReason::ClientSecretAge);
        QCOMPARE(due.at(2).reason, DueReason::UnreadablePolicy);
        QCOMPARE(dueState(due.at(2), m_now), DueState::Unknown);
        made.policies = {ParameterPolicy::fromText(u"{\"Type\":\"OfLater\"}"_s, {})}; // one of AWS's to come
        QVERIFY(dueDatesOf(made, KeyRole::Other).isEmpty());
    }

    void aClientSecretIsAsOldAsItsTagSays()
    {
        SecretMetadata lwa = secret(u"prod/lwa-oauth"_s);
        lwa.createdAt = m_now.addDays(-400);
        lwa.tags.insert(QLatin1String(rotatedAtTag), u"2026-06-01T08:30:00Z"_s);
        const QList<DueDate> due = dueDatesOf(lwa, CredentialKind::LwaCli);
        QCOMPARE(due.size(), 1);
        QCOMPARE(due.first().reason, DueReason::ClientSecretAge);
        QCOMPARE(due.first().key, u"lwa-client-secret"_s);
        QCOMPARE(due.first().basis, DueBasis::Known);
        QCOMPARE(due.first().dueAt, QDateTime(QDate(2026, 6, 1), QTime(8, 30), Qt::UTC).addDays(180));
    }

    void withoutATagItIsDueByTheCreationOfTheSecret()
    {
        SecretMetadata lwa = secret(u"prod/lwa-oauth"_s);
        lwa.createdAt = m_now.addDays(-100);
        lwa.lastChangedAt = m_now.addDays(-1); // any edit moves it, so it says nothing
        lwa.tags.insert(QLatin1String(rotatedAtTag), u"yesterday"_s);
        lwa.versionStages = {{u"v1"_s, {u"AWSCURRENT"_s}}};
        DueDate due = dueDatesOf(lwa, CredentialKind::LwaCli).value(0);
        QCOMPARE(due.dueAt, m_now.addDays(80));
        QCOMPARE(due.basis, DueBasis::AtTheLatest);
        lwa.versionStages.insert(u"v0"_s, {u"AWSPREVIOUS"_s});
        due = dueDatesOf(lwa, CredentialKind::LwaCli).value(0);
        QCOMPARE(due.basis, DueBasis::Creation);
        QVERIFY(dueDatesOf(lwa, CredentialKind::Plain).isEmpty());
    }

    void aRotationWithoutADateIsKeptAndItsDateIsNotKnown()
    {
        SecretMetadata rotated = secret(u"prod/db"_s);
        rotated.rotationEnabled = true;
        rotated.lastRotatedAt = m_now.addDays(-3);
        const QList<DueDate> due = dueDatesOf(rotated, CredentialKind::Plain);
        QCOMPARE(due.size(), 1);
        QCOMPARE(due.first().reason, DueReason::Rotation);
        QCOMPARE(dueState(due.first(), m_now), DueState::Unknown);
    }

    void aSecretMarkedForDeletionHasThatDateOnly()
    {
        SecretMetadata lwa = secret(u"lwa"_s);
        lwa.tags.insert(QLatin1String(rotatedAtTag), u"2026-06-01T08:30:00Z"_s);
        lwa.deletedAt = m_now.addDays(7);
        QCOMPARE(dueDatesOf(lwa, CredentialKind::LwaCli).size(), 1);
        QCOMPARE(dueDatesOf(lwa, CredentialKind::LwaCli).first().reason, DueReason::ScheduledDeletion);
        QCOMPARE(entryFromSecret(lwa, region, m_now).deletedAt, m_now.addDays(7));
    }

    void guessesTheKindFromTagOrName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("tag");
        QTest::addColumn<QString>("label");
        QTest::newRow("seed 000") << u"amazon-api-access-token"_s << QString() << u"LWA"_s;
        QTest::newRow("seed 001") << u"lwa-oauth"_s << QString() << u"LWA"_s;
        QTest::newRow("genesys") << u"prod/Genesys/token"_s << QString() << u"Genesys"_s;
        QTest::newRow("upwork") << u"upwork-oauth-tokens"_s << QString() << u"Upwork"_s;
        QTest::newRow("no word of it") << u"flwatch"_s << QString() << QString();
        QTest::newRow("tag wins") << u"lwa-oauth"_s << u"plain"_s << u"Plain"_s;
    }
    void guessesTheKindFromTagOrName()
    {
        QFETCH(QString, name);
        QFETCH(QString, tag);
        QFETCH(QString, label);
        SecretMetadata made = secret(name);
        if (!tag.isEmpty())
            made.tags.insert(u"keyturn:kind"_s, tag);
        QCOMPARE(kindLabel(entryFromSecret(made, region, m_now).kind), label);
    }

    void carriesWhatTheListShows()
    {
        const Entry entry = entryFromSecret(secret(u"shop/prod/lwa"_s), region, m_now);
        QCOMPARE(entry.id, (EntryId{Store::SecretsManager, u"123456789012"_s, region, u"shop/prod/lwa"_s}));
        QCOMPARE(entry.currentVersion, u"v2"_s);
        QCOMPARE(entry.versionCount, 2);
        QCOMPARE(entry.leafName(), u"lwa"_s);
        QCOMPARE(entry.folder(), u"shop/prod"_s);
    }
};

} // namespace entries_test

KEYTURN_TEST(entries, entries_test::EntriesTest)
#include "entries_test.moc"
