#include "core/schedule/rotation_schedule.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace rotation_schedule_test {

class RotationScheduleTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheNextWindow_data();
    void findsTheNextWindow();
    void refusesWhatIsNoSchedule_data();
    void refusesWhatIsNoSchedule();
    void countsNewValuesOnlyWithANumberOfDays();
    void neverComesForADayThatIsNot();
    void tellsTheNextFive_data();
    void tellsTheNextFive();
};

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text + u"Z"_s, Qt::ISODate);
}

RotationRules expression(const QString &text, const QString &duration = {})
{
    return {0, text, duration};
}

} // namespace

void RotationScheduleTest::findsTheNextWindow_data()
{
    QTest::addColumn<RotationRules>("rules");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const RotationRules &rules, const char *start, const char *end) {
        QTest::newRow(name) << rules << QString::fromLatin1(start) << QString::fromLatin1(end);
    };
    // Asked on Wednesday 2027-03-10, 10:30.
    row("days", {30, {}, {}}, "2027-04-09T00:00:00", "2027-04-09T23:59:59");
    row("rate of days", expression(u"rate(10 days)"_s), "2027-03-20T00:00:00", "2027-03-20T23:59:59");
    row("rate of a day, short window", expression(u"rate(1 day)"_s, u"3h"_s), "2027-03-11T00:00:00",
        "2027-03-11T02:59:59");
    row("rate of hours", expression(u"rate(4 hours)"_s), "2027-03-10T12:00:00", "2027-03-10T12:59:59");
    row("every day at eight", expression(u"cron(0 8 * * ? *)"_s), "2027-03-11T08:00:00", "2027-03-11T23:59:59");
    row("every six hours", expression(u"cron(0 */6 * * ? *)"_s, u"2h"_s), "2027-03-10T12:00:00", "2027-03-10T13:59:59");
    row("every eight hours", expression(u"cron(0 /8 * * ? *)"_s), "2027-03-10T16:00:00", "2027-03-10T16:59:59");
    row("every eight hours from eight", expression(u"cron(0 8/8 * * ? *)"_s, u"8h"_s), "2027-03-10T16:00:00",
        "2027-03-10T23:59:59");
    row("every ten hours", expression(u"cron(0 2/10 * * ? *)"_s), "2027-03-10T12:00:00", "2027-03-10T12:59:59");
    row("every tenth day", expression(u"cron(0 8 /10 * ? *)"_s), "2027-03-11T08:00:00", "2027-03-11T23:59:59");
    row("every sixth month", expression(u"cron(0 8 1 /6 ? *)"_s), "2027-07-01T08:00:00", "2027-07-01T23:59:59");
    row("every second day of the week", expression(u"cron(0 8 ? * /2 *)"_s), "2027-03-11T08:00:00",
        "2027-03-11T23:59:59");
    row("first Sunday of every third month", expression(u"cron(0 1 ? 1/3 SUN#1 *)"_s), "2027-04-04T01:00:00",
        "2027-04-04T23:59:59");
    row("a step that reaches nothing more", expression(u"cron(0 8/2147483647 * * ? *)"_s), "2027-03-11T08:00:00",
        "2027-03-11T23:59:59");
    row("first of the month", expression(u"cron(0 8 1 * ? *)"_s), "2027-04-01T08:00:00", "2027-04-01T23:59:59");
    row("last of the month", expression(u"cron(0 0 L * ? *)"_s), "2027-03-31T00:00:00", "2027-03-31T23:59:59");
    row("last weekday of May", expression(u"cron(0 0 LW MAY ? *)"_s), "2027-05-31T00:00:00", "2027-05-31T23:59:59");
    row("weekday nearest the 20th, a Saturday", expression(u"cron(0 1 20W * ? *)"_s), "2027-03-19T01:00:00",
        "2027-03-19T23:59:59");
    row("weekday nearest the 1st of May, a Saturday", expression(u"cron(0 1 1W MAY ? *)"_s), "2027-05-03T01:00:00",
        "2027-05-03T23:59:59");
    row("Sundays", expression(u"cron(0 1 ? * SUN *)"_s), "2027-03-14T01:00:00", "2027-03-14T23:59:59");
    row("Monday to Friday", expression(u"cron(0 9 ? * MON-FRI *)"_s), "2027-03-11T09:00:00", "2027-03-11T23:59:59");
    row("third Monday", expression(u"cron(0 16 ? * 2#3 *)"_s, u"4h"_s), "2027-03-15T16:00:00", "2027-03-15T19:59:59");
    row("last Friday", expression(u"cron(0 2 ? * 6L *)"_s), "2027-03-26T02:00:00", "2027-03-26T23:59:59");
    row("every third month", expression(u"cron(0 8 1 1/3 ? *)"_s), "2027-04-01T08:00:00", "2027-04-01T23:59:59");
    row("leap day", expression(u"cron(0 8 29 2 ? *)"_s), "2028-02-29T08:00:00", "2028-02-29T23:59:59");
}

void RotationScheduleTest::findsTheNextWindow()
{
    QFETCH(const RotationRules, rules);
    QFETCH(const QString, start);
    QFETCH(const QString, end);
    const QDateTime now = utc(u"2027-03-10T10:30:00"_s);
    const Result<RotationSchedule> schedule = RotationSchedule::parse(rules);
    QVERIFY2(schedule, schedule ? "" : qPrintable(schedule.error().detail));
    const RotationWindow window = schedule->next(now, now);
    QCOMPARE(window.start, utc(start));
    QCOMPARE(window.end, utc(end));
}

void RotationScheduleTest::refusesWhatIsNoSchedule_data()
{
    QTest::addColumn<RotationRules>("rules");
    QTest::addColumn<QString>("reason");
    QTest::newRow("nothing") << RotationRules() << u"either"_s;
    QTest::newRow("both") << RotationRules{1, u"rate(1 day)"_s, {}} << u"not both"_s;
    QTest::newRow("days before now") << RotationRules{-1, {}, {}} << u"from 1 to 1000"_s;
    QTest::newRow("too often") << expression(u"rate(3 hours)"_s) << u"4 hours at most"_s;
    QTest::newRow("minutes") << expression(u"rate(600 minutes)"_s) << u"minutes"_s;
    QTest::newRow("not on the hour") << expression(u"cron(15 8 * * ? *)"_s) << u"the minutes must be 0, not \"15\""_s;
    QTest::newRow("a year") << expression(u"cron(0 8 * * ? 2027)"_s) << u"the year must be *"_s;
    QTest::newRow("no question mark") << expression(u"cron(0 8 * * * *)"_s) << u"must be ?"_s;
    QTest::newRow("two question marks") << expression(u"cron(0 8 ? * ? *)"_s) << u"must be ?"_s;
    QTest::newRow("five fields") << expression(u"cron(0 8 * * ?)"_s) << u"six fields"_s;
    QTest::newRow("hour 24") << expression(u"cron(0 24 * * ? *)"_s) << u"\"24\" is no hour"_s;
    QTest::newRow("too many hours") << expression(u"cron(0 8,10 * * ? *)"_s) << u"4 hours at most"_s;
    QTest::newRow("close over midnight") << expression(u"cron(0 0,22 * * ? *)"_s) << u"4 hours at most"_s;
    QTest::newRow("backwards") << expression(u"cron(0 8 20-10 * ? *)"_s) << u"\"20-10\" is no day of the month"_s;
    QTest::newRow("sixth Monday") << expression(u"cron(0 8 ? * 2#6 *)"_s) << u"\"2#6\" is no day of the week"_s;
    QTest::newRow("window beyond the day") << expression(u"cron(0 22 * * ? *)"_s, u"3h"_s) << u"before the day ends"_s;
    QTest::newRow("window into the next") << expression(u"rate(4 hours)"_s, u"5h"_s) << u"before the next one begins"_s;
    QTest::newRow("window of no length") << expression(u"rate(1 day)"_s, u"0h"_s) << u"\"0h\""_s;
    QTest::newRow("window in minutes") << expression(u"rate(1 day)"_s, u"90m"_s) << u"\"90m\""_s;
    QTest::newRow("odd characters") << expression(u"rate(1 day);"_s) << u"rate(...) or cron(...)"_s;
    QTest::newRow("range of all") << expression(u"cron(0 *-8 * * ? *)"_s) << u"no hour"_s;
    QTest::newRow("no step") << expression(u"cron(0 / * * ? *)"_s) << u"no hour"_s;
    QTest::newRow("empty list item") << expression(u"cron(0 8, * * ? *)"_s) << u"no hour"_s;
    QTest::newRow("seldom") << expression(u"rate(1001 days)"_s) << u"every 1000 days at least"_s;
    QTest::newRow("seldom, in hours") << expression(u"rate(24001 hours)"_s) << u"every 1000 days at least"_s;
    QTest::newRow("a number too long") << expression(u"rate(99999999999 days)"_s) << u"every 1000 days at least"_s;
    QTest::newRow("month 13") << expression(u"cron(0 8 1 13 ? *)"_s) << u"\"13\" is no month"_s;
    QTest::newRow("weekday nearest the 32nd") << expression(u"cron(0 8 32W * ? *)"_s) << u"\"32W\""_s;
    QTest::newRow("no fields") << expression(u"cron()"_s) << u"six fields"_s;
    QTest::newRow("window of days") << expression(u"cron(0 8 * * ? *)"_s, u"99h"_s) << u"before the next one begins"_s;
}

void RotationScheduleTest::refusesWhatIsNoSchedule()
{
    QFETCH(const RotationRules, rules);
    QFETCH(const QString, reason);
    const Result<RotationSchedule> schedule = RotationSchedule::parse(rules);
    QVERIFY(!schedule);
    QCOMPARE(schedule.error().code, u"schedule"_s);
    QVERIFY2(schedule.error().detail.contains(reason), qPrintable(schedule.error().detail));
}

void RotationScheduleTest::countsNewValuesOnlyWithANumberOfDays()
{
    QVERIFY(RotationSchedule::parse({7, {}, {}})->countsManualChanges());
    QVERIFY(!RotationSchedule::parse(expression(u"rate(7 days)"_s))->countsManualChanges());
}

void RotationScheduleTest::neverComesForADayThatIsNot()
{
    const QDateTime now = utc(u"2027-03-10T10:30:00"_s);
    const RotationWindow window = RotationSchedule::parse(expression(u"cron(0 8 30 2 ? *)"_s))->next(now, now);
    QVERIFY(!window.start.isValid() && !window.end.isValid());
}

// By the calendar, for what croniter does not know; asked on Wednesday 2027-03-10, 10:30, last rotated a day before.
void RotationScheduleTest::tellsTheNextFive_data()
{
    QTest::addColumn<QString>("schedule");
    QTest::addColumn<QString>("days");
    const auto row = [](const char *name, const QString &schedule, const QString &days) {
        QTest::newRow(name) << schedule << days;
    };
    row("last day", u"cron(0 0 L * ? *)"_s, u"2027-03-31 2027-04-30 2027-05-31 2027-06-30 2027-07-31"_s);
    row("last day of February", u"cron(0 0 L 2 ? *)"_s, u"2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29"_s);
    row("last weekday", u"cron(0 0 LW * ? *)"_s, u"2027-03-31 2027-04-30 2027-05-31 2027-06-30 2027-07-30"_s);
    row("weekday nearest the first", u"cron(0 0 1W * ? *)"_s,
        u"2027-04-01 2027-05-03 2027-06-01 2027-07-01 2027-08-02"_s);
    row("weekday nearest the 31st", u"cron(0 0 31W * ? *)"_s,
        u"2027-03-31 2027-05-31 2027-07-30 2027-08-31 2027-10-29"_s);
    row("weekday nearest the 15th", u"cron(0 0 15W * ? *)"_s,
        u"2027-03-15 2027-04-15 2027-05-14 2027-06-15 2027-07-15"_s);
    row("fifth Wednesday", u"cron(0 0 ? * 4#5 *)"_s, u"2027-03-31 2027-06-30 2027-09-29 2027-12-29 2028-03-29"_s);
    row("first Monday", u"cron(0 0 ? * MON#1 *)"_s, u"2027-04-05 2027-05-03 2027-06-07 2027-07-05 2027-08-02"_s);
    row("last Friday", u"cron(0 0 ? * FRIL *)"_s, u"2027-03-26 2027-04-30 2027-05-28 2027-06-25 2027-07-30"_s);
    row("L of the week is Saturday", u"cron(0 0 ? * L *)"_s,
        u"2027-03-13 2027-03-20 2027-03-27 2027-04-03 2027-04-10"_s);
    row("leap days", u"cron(0 0 29 2 ? *)"_s, u"2028-02-29 2032-02-29 2036-02-29 2040-02-29 2044-02-29"_s);
    row("a rate of days", u"rate(100 days)"_s, u"2027-06-17 2027-09-25 2028-01-03 2028-04-12 2028-07-21"_s);
    row("never", u"cron(0 0 31 4 ? *)"_s, u""_s);
}

void RotationScheduleTest::tellsTheNextFive()
{
    QFETCH(const QString, schedule);
    QFETCH(const QString, days);
    const QDateTime now = utc(u"2027-03-10T10:30:00"_s);
    QStringList found;
    for (const RotationWindow &window : RotationSchedule::parse(expression(schedule))->next(now.addDays(-1), now, 5)) {
        found.append(window.start.date().toString(Qt::ISODate));
        QVERIFY(window.end > window.start);
    }
    QCOMPARE(found.join(u' '), days);
}

} // namespace rotation_schedule_test

KEYTURN_TEST(rotation_schedule, rotation_schedule_test::RotationScheduleTest)
#include "rotation_schedule_test.moc"
