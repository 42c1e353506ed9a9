#include "core/due/lead_times.h"

#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace lead_times_test {

class LeadTimesTest : public QObject {
    Q_OBJECT

    const EntryId m_entry{Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s, u"/a"_s};

private slots:
    void theEntrysGoBeforeTheRulesAndThoseBeforeTheUsual()
    {
        LeadTimes times;
        QCOMPARE(times.of(m_entry, DueReason::ClientSecretAge), usualLeadDays(DueReason::ClientSecretAge));
        times.ofRule.insert(DueReason::ClientSecretAge, {14});
        QCOMPARE(times.of(m_entry, DueReason::ClientSecretAge), QList<int>{14});
        times.ofEntry.insert(m_entry, {3, 2});
        QCOMPARE(times.of(m_entry, DueReason::ClientSecretAge), (QList<int>{3, 2}));
        QCOMPARE(times.of({}, DueReason::ClientSecretAge), QList<int>{14});
        QVERIFY(times.of(m_entry, DueReason::TokenExpiry).isEmpty()); // nobody waits for those
    }

    void areReadAsTheyAreWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("days");
        QTest::newRow("several") << u"1, 30,7 , 30"_s << QList<int>{30, 7, 1};
        QTest::newRow("none") << QString() << QList<int>();
        QTest::newRow("on the day") << u"0"_s << QList<int>{0};
    }
    void areReadAsTheyAreWritten()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, days);
        QCOMPARE(*leadDaysFromText(text), days);
    }

    void whatIsNoNumberOfDaysIsNamed()
    {
        for (const auto &[text, part] : {std::pair(u"30, seven"_s, u"seven"_s), std::pair(u"-1"_s, u"-1"_s),
                                         std::pair(u"3661"_s, u"3661"_s), std::pair(u"7 days"_s, u"7 days"_s)}) {
            const Result<QList<int>> days = leadDaysFromText(text);
            QVERIFY2(!days, qPrintable(text));
            QCOMPARE(days.error().detail, part);
        }
    }

    void comeBackFromTheirFile()
    {
        QTemporaryDir folder;
        const LeadTimesFile file(folder.filePath(u"config/lead-times"_s));
        QCOMPARE(file.read(), LeadTimes());
        LeadTimes times;
        times.ofRule.insert(DueReason::Expiration, {});
        times.ofRule.insert(DueReason::Reminder, {14, 2});
        times.ofEntry.insert(m_entry, {5});
        QVERIFY(file.write(times));
        QCOMPARE(file.read(), times);
    }
};

} // namespace lead_times_test

KEYTURN_TEST(lead_times, lead_times_test::LeadTimesTest)
#include "lead_times_test.moc"
