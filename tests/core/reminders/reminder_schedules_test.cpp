#include "core/reminders/reminder_schedules.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace reminder_schedules_test {

class ReminderSchedulesTest : public QObject {
    Q_OBJECT

    static DueItem item(const QString &name, const QString &dueAt)
    {
        DueItem made;
        made.entry = {Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s, name};
        made.due.reason = DueReason::ClientSecretAge;
        made.due.name = name;
        made.due.dueAt = QDateTime::fromString(dueAt, Qt::ISODate);
        made.leadDays = usualLeadDays(made.due.reason);
        return made;
    }
    static QList<OneTimeSchedule> schedules(const QList<DueItem> &items, const QString &now,
                                            const QString &zone = u"Europe/Berlin"_s)
    {
        const ScheduleTarget target{u"g"_s, u"arn:topic"_s, u"arn:role"_s, zone, QTime(9, 0)};
        return schedulesFor(items, target, QDateTime::fromString(now, Qt::ISODate),
                            [](const DueItem &each, int days) { return u"%1 %2"_s.arg(each.due.name).arg(days); });
    }

private slots:
    void eachLeadTimeHasOneAndWhatHasPassedHasNone()
    {
        const QList<OneTimeSchedule> all =
            schedules({item(u"/a"_s, u"2027-06-30T12:00:00Z"_s)}, u"2027-06-01T00:00:00Z"_s);
        QCOMPARE(all.size(), 3);
        QCOMPARE(all.at(0).expression, u"at(2027-06-15T09:00:00)"_s);
        QCOMPARE(all.at(0).message, u"/a 15"_s);
        QCOMPARE(all.at(1).expression, u"at(2027-06-23T09:00:00)"_s);
        QCOMPARE(all.at(2).expression, u"at(2027-06-29T09:00:00)"_s);
        QCOMPARE(all.at(0).zone, u"Europe/Berlin"_s);
        QVERIFY(all.at(0).isDeletedAfterwards && all.at(0).isEnabled);
    }

    void theDayIsThatOfThePeoplesZone()
    {
        const DueItem late = item(u"/a"_s, u"2027-06-30T23:30:00Z"_s); // July there already
        QCOMPARE(schedules({late}, u"2027-06-29T12:00:00Z"_s).constLast().expression, u"at(2027-06-30T09:00:00)"_s);
        QCOMPARE(schedules({late}, u"2027-06-28T12:00:00Z"_s, u"America/New_York"_s).constLast().expression,
                 u"at(2027-06-29T09:00:00)"_s);
    }

    void namesStayWhenADateMovesAndDifferOtherwise()
    {
        const auto before = schedules({item(u"/a"_s, u"2027-06-30T12:00:00Z"_s)}, u"2027-01-01T00:00:00Z"_s);
        const auto after = schedules({item(u"/a"_s, u"2027-09-30T12:00:00Z"_s)}, u"2027-01-01T00:00:00Z"_s);
        const auto other = schedules({item(u"/b"_s, u"2027-06-30T12:00:00Z"_s)}, u"2027-01-01T00:00:00Z"_s);
        QCOMPARE(before.size(), 6);
        for (qsizetype i = 0; i < before.size(); ++i) {
            QCOMPARE(before.at(i).name, after.at(i).name);
            QVERIFY(before.at(i).expression != after.at(i).expression);
            QVERIFY(before.at(i).name != other.at(i).name);
            QVERIFY(before.at(i).name.size() <= 64);
        }
    }

    void whatHasNoDateHasNone() { QVERIFY(schedules({item(u"/a"_s, {})}, u"2027-01-01T00:00:00Z"_s).isEmpty()); }
};

} // namespace reminder_schedules_test

KEYTURN_TEST(reminder_schedules, reminder_schedules_test::ReminderSchedulesTest)
#include "reminder_schedules_test.moc"
