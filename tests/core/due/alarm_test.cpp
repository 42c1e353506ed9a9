#include "core/due/alarm.h"

#include "core/due/due_rules.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace alarm_test {

class AlarmTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();

    DueItem item(DueReason reason, const QDateTime &dueAt) const
    {
        DueItem made;
        made.entry = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, u"some/secret"_s};
        made.due.reason = reason;
        made.due.name = made.entry.name;
        made.due.dueAt = dueAt;
        made.leadDays = usualLeadDays(reason);
        return made;
    }
    QList<int> leadsTold(const DueItem &of, const QDateTime &now) const
    {
        QList<int> leads;
        for (const Alarm &alarm : alarmsOf({of}, now))
            leads.append(alarm.leadDays);
        return leads;
    }

private slots:
    void tellsTheLeadTimeThatBeganLastAndNoneThatCameBefore()
    {
        const DueItem secret = item(DueReason::ClientSecretAge, m_now.addDays(12));
        QCOMPARE(leadsTold(secret, m_now), QList<int>{15});
        QCOMPARE(leadsTold(secret, m_now.addDays(4)), QList<int>{15});
        QCOMPARE(leadsTold(secret, m_now.addDays(5)), QList<int>{7});
        QCOMPARE(leadsTold(secret, m_now.addDays(11)), QList<int>{1});
        QCOMPARE(leadsTold(secret, m_now.addDays(12)), QList<int>{0});
        QCOMPARE(leadsTold(secret, m_now.addDays(400)), QList<int>{0});
        QVERIFY(leadsTold(secret, m_now.addDays(-90)).isEmpty());
    }

    void theDayOfALeadTimeIsTheDayThatTheBoardCounts()
    {
        // Due at one in the morning: "in 7 days" from the first second of a day on.
        const DueItem secret = item(DueReason::ClientSecretAge, {QDate(2026, 12, 20), QTime(1, 0), Qt::UTC});
        const QDateTime midnight = QDate(2026, 12, 13).startOfDay();
        QCOMPARE(leadsTold(secret, midnight.addSecs(-1)), QList<int>{15});
        QCOMPARE(leadsTold(secret, midnight), QList<int>{7});
        QCOMPARE(daysUntil(secret.due.dueAt, midnight), 7);
    }

    void staysSilentOfWhatNobodyHasToDo()
    {
        QVERIFY(leadsTold(item(DueReason::TokenExpiry, m_now.addSecs(-60)), m_now).isEmpty());
        QVERIFY(leadsTold(item(DueReason::Rotation, m_now.addSecs(60)), m_now).isEmpty());
        QCOMPARE(leadsTold(item(DueReason::Rotation, m_now.addSecs(-60)), m_now), QList<int>{0});
        DueItem seen = item(DueReason::RefreshIdle, m_now.addDays(-1));
        seen.due.basis = DueBasis::LastSeen; // others may have used it since
        QVERIFY(leadsTold(seen, m_now).isEmpty());
        QVERIFY(leadsTold(item(DueReason::Expiration, {}), m_now).isEmpty());
    }

    void theKeyIsAnotherOneOnceTheDateHasMovedAndTellsNoName()
    {
        const DueItem early = item(DueReason::ClientSecretAge, m_now.addDays(5));
        const DueItem late = item(DueReason::ClientSecretAge, m_now.addDays(6));
        const QString key = alarmsOf({early}, m_now).first().key;
        QCOMPARE(alarmsOf({early}, m_now.addSecs(3600)).first().key, key);
        QVERIFY(alarmsOf({late}, m_now).first().key != key);
        QVERIFY(alarmsOf({early}, m_now.addDays(4)).first().key != key);
        QVERIFY(!key.contains(u"some"_s));
    }
};

} // namespace alarm_test

KEYTURN_TEST(alarm, alarm_test::AlarmTest)
#include "alarm_test.moc"
