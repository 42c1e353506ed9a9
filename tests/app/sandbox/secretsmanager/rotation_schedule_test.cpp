#include "app/sandbox/secretsmanager/rotation_schedule.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
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
};

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text + u"Z"_s, Qt::ISODate);
}

QJsonObject expression(const QString &text, const QString &duration = {})
{
    QJsonObject rules{{u"ScheduleExpression"_s, text}};
    if (!duration.isEmpty())
        rules.insert(u"Duration"_s, duration);
    return rules;
}

} // namespace

void RotationScheduleTest::findsTheNextWindow_data()
{
    QTest::addColumn<QJsonObject>("rules");
    QTest::addColumn<QString>("start");
    QTest::addColumn<QString>("end");
    const auto row = [](const char *name, const QJsonObject &rules, const char *start, const char *end) {
        QTest::newRow(name) << rules << QString::fromLatin1(start) << QString::fromLatin1(end);
    };
    // Asked on Wednesday 2027-03-10, 10:30.
    row("days", {{u"AutomaticallyAfterDays"_s, 30}}, "2027-04-09T00:00:00", "2027-04-09T23:59:59");
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
    QFETCH(const QJsonObject, rules);
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
    QTest::addColumn<QJsonObject>("rules");
    QTest::addColumn<QString>("code");
    const QString parameter = u"InvalidParameterException"_s;
    QTest::newRow("nothing") << QJsonObject() << parameter;
    QTest::newRow("both") << QJsonObject{{u"AutomaticallyAfterDays"_s, 1}, {u"ScheduleExpression"_s, u"rate(1 day)"_s}}
                          << parameter;
    QTest::newRow("no days") << QJsonObject{{u"AutomaticallyAfterDays"_s, 0}} << parameter;
    QTest::newRow("too often") << expression(u"rate(3 hours)"_s) << parameter;
    QTest::newRow("minutes") << expression(u"rate(600 minutes)"_s) << parameter;
    QTest::newRow("not on the hour") << expression(u"cron(15 8 * * ? *)"_s) << parameter;
    QTest::newRow("a year") << expression(u"cron(0 8 * * ? 2027)"_s) << parameter;
    QTest::newRow("no question mark") << expression(u"cron(0 8 * * * *)"_s) << parameter;
    QTest::newRow("two question marks") << expression(u"cron(0 8 ? * ? *)"_s) << parameter;
    QTest::newRow("five fields") << expression(u"cron(0 8 * * ?)"_s) << parameter;
    QTest::newRow("hour 24") << expression(u"cron(0 24 * * ? *)"_s) << parameter;
    QTest::newRow("too many hours") << expression(u"cron(0 8,10 * * ? *)"_s) << parameter;
    QTest::newRow("close over midnight") << expression(u"cron(0 0,22 * * ? *)"_s) << parameter;
    QTest::newRow("backwards") << expression(u"cron(0 8 20-10 * ? *)"_s) << parameter;
    QTest::newRow("sixth Monday") << expression(u"cron(0 8 ? * 2#6 *)"_s) << parameter;
    QTest::newRow("window beyond the day") << expression(u"cron(0 22 * * ? *)"_s, u"3h"_s) << parameter;
    QTest::newRow("window into the next") << expression(u"rate(4 hours)"_s, u"5h"_s) << parameter;
    QTest::newRow("window of no length") << expression(u"rate(1 day)"_s, u"0h"_s) << parameter;
    QTest::newRow("window in minutes") << expression(u"rate(1 day)"_s, u"90m"_s) << parameter;
    QTest::newRow("odd characters") << expression(u"rate(1 day);"_s) << parameter;
    QTest::newRow("range of all") << expression(u"cron(0 *-8 * * ? *)"_s) << parameter;
    QTest::newRow("no step") << expression(u"cron(0 / * * ? *)"_s) << parameter;
    QTest::newRow("empty list item") << expression(u"cron(0 8, * * ? *)"_s) << parameter;
    QTest::newRow("window of days") << expression(u"cron(0 8 * * ? *)"_s, u"99h"_s) << parameter;
}

void RotationScheduleTest::refusesWhatIsNoSchedule()
{
    QFETCH(const QJsonObject, rules);
    QFETCH(const QString, code);
    const Result<RotationSchedule> schedule = RotationSchedule::parse(rules);
    QVERIFY(!schedule);
    QCOMPARE(schedule.error().code, code);
}

void RotationScheduleTest::countsNewValuesOnlyWithANumberOfDays()
{
    QVERIFY(RotationSchedule::parse({{u"AutomaticallyAfterDays"_s, 7}})->countsManualChanges());
    QVERIFY(!RotationSchedule::parse(expression(u"rate(7 days)"_s))->countsManualChanges());
}

void RotationScheduleTest::neverComesForADayThatIsNot()
{
    const QDateTime now = utc(u"2027-03-10T10:30:00"_s);
    const RotationWindow window = RotationSchedule::parse(expression(u"cron(0 8 30 2 ? *)"_s))->next(now, now);
    QVERIFY(!window.start.isValid() && !window.end.isValid());
}

} // namespace rotation_schedule_test

KEYTURN_TEST(rotation_schedule, rotation_schedule_test::RotationScheduleTest)
#include "rotation_schedule_test.moc"
