#include "core/due/due_date.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

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
    void countsWholeDaysAndNeverRoundsAPassedDateToToday()
    {
        constexpr qint64 day = 24 * 60 * 60;
        QCOMPARE(daysUntil(m_now, m_now), 0);
        QCOMPARE(daysUntil(m_now.addSecs(day - 1), m_now), 0);
        QCOMPARE(daysUntil(m_now.addSecs(day), m_now), 1);
        QCOMPARE(daysUntil(m_now.addSecs(12 * day + 5), m_now), 12);
        QCOMPARE(daysUntil(m_now.addSecs(-1), m_now), -1);
        QCOMPARE(daysUntil(m_now.addSecs(-day), m_now), -1);
        QCOMPARE(daysUntil(m_now.addSecs(-day - 1), m_now), -2);
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
        QCOMPARE(dueState(DueDate(), m_now), DueState::None);
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
