#include "core/due/told_reminders.h"

#include "core/due/board_cache.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <thread>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace told_reminders_test {

class ToldRemindersTest : public QObject {
    Q_OBJECT

    const QDateTime m_now = FakeClock().utcNow();
    QTemporaryDir m_folder;
    int m_count = 0;

    QString freshFile() { return m_folder.filePath(u"%1/told"_s.arg(++m_count)); }

    DueItem item(const QString &name, int days) const
    {
        DueItem made;
        made.entry = {Store::SecretsManager, u"123456789012"_s, u"us-east-1"_s, name};
        made.arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:"_s + name;
        made.due.reason = DueReason::ClientSecretAge;
        made.due.name = name;
        made.due.dueAt = m_now.addDays(days);
        made.leadDays = {30, 7};
        made.source = dueSourceOf(made.due.reason);
        made.precision = duePrecisionOf(made.due.reason);
        made.state = dueState(made.due, m_now);
        return made;
    }

private slots:
    void nothingIsToldTwiceNotAfterARestartEither()
    {
        const QString file = freshFile();
        const QList<Alarm> alarms = alarmsOf({item(u"a"_s, 5), item(u"b"_s, 20)}, m_now);
        QCOMPARE(ToldReminders(file).take(alarms, m_now).size(), 2);
        ToldReminders again(file);
        QVERIFY(again.take(alarms, m_now.addSecs(60)).isEmpty());
        const QList<Alarm> later = again.take(alarmsOf({item(u"a"_s, 5), item(u"b"_s, 20)}, m_now.addDays(13)), m_now);
        QCOMPARE(later.size(), 2); // "a" is overdue, of "b" 7 days are left
        QCOMPARE(again.read().toldAt(dueUid(item(u"a"_s, 5))), m_now);
    }

    void ofManyProcessesOneTells()
    {
        const QString file = freshFile();
        const QList<Alarm> alarms = alarmsOf({item(u"a"_s, 5), item(u"b"_s, 20), item(u"c"_s, 2)}, m_now);
        std::atomic<int> told = 0;
        std::vector<std::thread> processes; // each opens the file by itself, as a process does
        for (int i = 0; i < 8; ++i)
            processes.emplace_back([&] { told += int(ToldReminders(file).take(alarms, m_now).size()); });
        for (std::thread &process : processes)
            process.join();
        QCOMPARE(told.load(), 3);
    }

    void whatIsPutOffComesBackOnce()
    {
        ToldReminders told(freshFile());
        const QList<Alarm> alarms = alarmsOf({item(u"a"_s, 5)}, m_now);
        QCOMPARE(told.take(alarms, m_now).size(), 1);
        told.snooze(dueUid(item(u"a"_s, 5)), m_now.addDays(1));
        QVERIFY(told.take(alarms, m_now.addSecs(60)).isEmpty());
        QCOMPARE(told.take(alarms, m_now.addDays(1)).size(), 1);
        QVERIFY(told.take(alarms, m_now.addDays(1).addSecs(60)).isEmpty());
        // While it is put off, a nearer lead time waits, too.
        told.snooze(dueUid(item(u"a"_s, 5)), m_now.addDays(6));
        QVERIFY(told.take(alarmsOf({item(u"a"_s, 5)}, m_now.addDays(5)), m_now.addDays(5)).isEmpty());
        told.wake(dueUid(item(u"a"_s, 5)));
        QCOMPARE(told.take(alarmsOf({item(u"a"_s, 5)}, m_now.addDays(5)), m_now.addDays(5)).size(), 1);
    }

    void theDigestComesOnceAWeek()
    {
        ToldReminders told(freshFile());
        const QDate saturday = m_now.date();
        QVERIFY(told.takeDigest(saturday));
        QVERIFY(!told.takeDigest(saturday.addDays(1)));
        QVERIFY(told.takeDigest(saturday.addDays(2))); // Monday
        QVERIFY(!told.takeDigest(saturday.addDays(8)));
        QVERIFY(told.takeDigest(saturday.addDays(9)));
    }

    void theFileHoldsNoNameAndIsTheUsersAlone()
    {
        const QString file = freshFile();
        ToldReminders told(file);
        told.take(alarmsOf({item(u"canary-name"_s, 5)}, m_now), m_now);
        told.snooze(dueUid(item(u"canary-name"_s, 5)), m_now.addDays(1));
        QFile read(file);
        QVERIFY(read.open(QIODevice::ReadOnly));
        QVERIFY(!read.readAll().contains("canary"));
        QCOMPARE(read.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther),
                 QFile::Permissions());
    }

    void withoutAFileItLastsAsLongAsTheObject()
    {
        ToldReminders told{QString()};
        const QList<Alarm> alarms = alarmsOf({item(u"a"_s, 5)}, m_now);
        QCOMPARE(told.take(alarms, m_now).size(), 1);
        QVERIFY(told.take(alarms, m_now).isEmpty());
    }

    void theCacheGivesBackTheBoardOfEveryPlaceWithItsStatesOfToday()
    {
        const BoardCache cache(freshFile());
        QVERIFY(cache.replace(u"123456789012"_s, u"us-east-1"_s, {item(u"a"_s, 5), item(u"b"_s, 300)}));
        DueItem other = item(u"c"_s, 9);
        other.entry.region = u"eu-west-1"_s;
        DueItem own = other;
        own.due.reason = DueReason::Reminder; // has a file of its own
        QVERIFY(cache.replace(u"123456789012"_s, u"eu-west-1"_s, {other, own}));
        QCOMPARE(cache.read(m_now), (QList<DueItem>{item(u"a"_s, 5), item(u"b"_s, 300), other}));
        QCOMPARE(cache.read(m_now.addDays(6)).first().state, DueState::Overdue);
        QVERIFY(cache.replace(u"123456789012"_s, u"us-east-1"_s, {}));
        QCOMPARE(cache.read(m_now), QList<DueItem>{other});
    }
};

} // namespace told_reminders_test

KEYTURN_TEST(told_reminders, told_reminders_test::ToldRemindersTest)
#include "told_reminders_test.moc"
