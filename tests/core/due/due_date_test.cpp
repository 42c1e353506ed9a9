#include "core/due/due_date.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>
#include <ctime>

using namespace keyturn;

namespace due_date_test {

class DueDateTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();

    DueDate due(DueReason reason, qint64 secondsFromNow) const
    {
        DueDate date;
        date.reason = reason;
        date.dueAt = m_now.addSecs(secondsFromNow);
        return date;
    }

private slots:
    void countsTheDaysOfACalendarWhereverTheClockStands()
    {
        const QByteArray before = qgetenv("TZ");
        for (const char *zone : {"UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"}) {
            qputenv("TZ", zone);
            tzset();
            for (int round = 0; round < 200; ++round) { // around both changes of the clocks, near midnight
                const QDateTime since = QDateTime(QDate(2026, 3, 27), QTime(23, 0), Qt::UTC).addSecs(round * 7 * 3600);
                DueDate date;
                date.since = since;
                date.days = 180;
                date.dueAt = since.addDays(180);
                const QDateTime now = since.addSecs(round * 9 * 3600 + 59);
                QCOMPARE(daysUsed(date, now) + daysUntil(date.dueAt, now), 180);
                QCOMPARE(daysUntil(date.dueAt, date.dueAt), 0);
                QCOMPARE(daysUntil(date.dueAt.addDays(1), date.dueAt), 1);
                const QDateTime midnight(date.dueAt.toLocalTime().date(), QTime(0, 0), Qt::LocalTime);
                QCOMPARE(daysUntil(date.dueAt, midnight), 0);
                QCOMPARE(daysUntil(date.dueAt, midnight.addSecs(-1)), 1);
            }
        }
        before.isEmpty() ? qunsetenv("TZ") : qputenv("TZ", before);
        tzset();
    }

    void tellsOverdueSoonAndFineApart()
    {
        constexpr qint64 day = 24 * 60 * 60;
        QCOMPARE(dueState(due(DueReason::ClientSecretAge, -1), m_now), DueState::Overdue);
        QCOMPARE(dueState(due(DueReason::ClientSecretAge, 0), m_now), DueState::Overdue);
        QCOMPARE(dueState(due(DueReason::NoChangeNotification, 1), m_now), DueState::Soon);
        QCOMPARE(dueState(due(DueReason::NoChangeNotification, 30 * day), m_now), DueState::Soon);
        QCOMPARE(dueState(due(DueReason::NoChangeNotification, 30 * day + 1), m_now), DueState::Fine);
        QCOMPARE(dueState(due(DueReason::Expiration, 8 * day), m_now, 7), DueState::Fine);
        QCOMPARE(dueState(DueDate(), m_now), DueState::Unknown);
    }

    void aRotationIsNobodysWorkUntilItWasMissed()
    {
        QCOMPARE(dueState(due(DueReason::Rotation, 60), m_now), DueState::Fine);
        QCOMPARE(dueState(due(DueReason::Rotation, -60), m_now), DueState::Stuck);
        QCOMPARE(dueState(due(DueReason::ScheduledDeletion, 60), m_now), DueState::Deleting);
    }
};

} // namespace due_date_test

KEYTURN_TEST(due_date, due_date_test::DueDateTest)
#include "due_date_test.moc"
