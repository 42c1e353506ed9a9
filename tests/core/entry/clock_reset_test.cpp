#include "core/entry/clock_reset.h"

#include "core/entry/entries.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace clock_reset_test {

class ClockResetTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();
    const QDateTime m_modified = m_now.addDays(-140);
    const QString m_name = u"/my-erp/port"_s;

    EntryContent content(const QString &policies) const
    {
        ParameterMetadata metadata;
        metadata.name = m_name;
        metadata.arn = u"arn:aws:ssm:us-east-1:123456789012:parameter"_s + m_name;
        metadata.type = u"SecureString"_s;
        metadata.version = 3;
        metadata.lastModifiedAt = m_modified;
        if (!policies.isEmpty())
            metadata.policies = {ParameterPolicy::fromText(policies, u"Pending"_s)};
        const Entry entry = entriesFromParameters({metadata}, u"us-east-1"_s, m_now).first();
        Parameter value;
        value.name = m_name;
        value.value = SecretString(QByteArrayView("secret-value"));
        value.version = 3;
        value.lastModifiedAt = m_modified;
        return *EntryContent::ofParameters(entry, {value}, m_now);
    }

    static QString noChange(int amount, const QString &unit)
    {
        return u"{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"%1\",\"Unit\":"
               "\"%2\"}}"_s.arg(amount)
                   .arg(unit);
    }

    FieldEdit set(const char *value) const
    {
        FieldEdit edit;
        edit.key = m_name;
        edit.value = SecretString(QByteArrayView(value));
        return edit;
    }

    DetailChanges change(DetailField field, const std::optional<QString> &after) const
    {
        return {{DetailKey{m_name, field, field == DetailField::Tag ? u"owner"_s : QString()}, {std::nullopt, after}}};
    }

private slots:
    void anEditOfADetailPutsTheReminderOffByItsWholeTime_data()
    {
        QTest::addColumn<DetailField>("field");
        QTest::addColumn<bool>("isReset");
        QTest::newRow("description") << DetailField::Description << true;
        QTest::newRow("key") << DetailField::KmsKey << true;
        QTest::newRow("tier") << DetailField::Tier << true;
        QTest::newRow("pattern") << DetailField::AllowedPattern << true;
        QTest::newRow("tag, which is a call of its own") << DetailField::Tag << false;
    }

    void anEditOfADetailPutsTheReminderOffByItsWholeTime()
    {
        QFETCH(const DetailField, field);
        QFETCH(const bool, isReset);
        const QList<ClockReset> resets =
            clockResets(content(noChange(150, u"Days"_s)), {}, change(field, u"x"_s), m_now);
        QCOMPARE(resets.size(), isReset ? 1 : 0);
        if (isReset)
            QCOMPARE(resets.first(), (ClockReset{m_name, 3600, m_modified.addDays(150), m_now.addDays(150), false}));
    }

    void aValueThatBecomesAnotherOneIsWhatTheReminderWaitsFor()
    {
        QVERIFY(clockResets(content(noChange(150, u"Days"_s)), {set("another-value")}, {}, m_now).isEmpty());
        QVERIFY(clockResets(content(noChange(150, u"Days"_s)), {set("another-value")},
                            change(DetailField::Description, u"x"_s), m_now)
                    .isEmpty());
    }

    void theSameValueIsNotWrittenAndResetsNothing()
    {
        QVERIFY(clockResets(content(noChange(150, u"Days"_s)), {set("secret-value")}, {}, m_now).isEmpty());
        QVERIFY(clockResets(content(noChange(150, u"Days"_s)), {set("x"), set("secret-value")}, {}, m_now).isEmpty());
    }

    void blanksAroundAValueAreNoRotation()
    {
        const QList<ClockReset> resets =
            clockResets(content(noChange(36, u"Hours"_s)), {set("secret-value\n")}, {}, m_now);
        QCOMPARE(resets,
                 QList<ClockReset>({{m_name, 36, m_modified.addSecs(36 * 3600), m_now.addSecs(36 * 3600), true}}));
    }

    void newPoliciesCountFromNowAndTakenOnesNotAtAll()
    {
        const EntryContent open = content(noChange(150, u"Days"_s));
        const QList<ClockReset> longer =
            clockResets(open, {}, change(DetailField::Policies, u'[' + noChange(170, u"Days"_s) + u']'), m_now);
        QCOMPARE(longer.size(), 1);
        QCOMPARE(longer.first().dueAfter, m_now.addDays(170));
        QVERIFY(clockResets(open, {}, change(DetailField::Policies, std::nullopt), m_now).isEmpty());
        QVERIFY(clockResets(open, {}, change(DetailField::Policies, u"[{}]"_s), m_now).isEmpty());
    }

    void aParameterWithoutAReminderHasNoneToReset()
    {
        QVERIFY(clockResets(content({}), {}, change(DetailField::Description, u"x"_s), m_now).isEmpty());
    }
};

} // namespace clock_reset_test

KEYTURN_TEST(clock_reset, clock_reset_test::ClockResetTest)
#include "clock_reset_test.moc"
