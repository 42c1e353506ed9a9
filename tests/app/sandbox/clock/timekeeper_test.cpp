#include "app/sandbox/clock/timekeeper.h"

#include "app/sandbox/store/outbox.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QTemporaryDir>
#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace timekeeper_test {

class TimekeeperTest : public QObject {
    Q_OBJECT
private slots:
    void runsItsJobsWhenTheClockIsMoved();
    void runsThemFromTheEventLoopWhenWoken();
    void remembersTheTimeInTheStore();
    void keepsEventsInTheirOrder();
};

void TimekeeperTest::runsItsJobsWhenTheClockIsMoved()
{
    FakeClock computer;
    SandboxClock clock(computer);
    Store store;
    QVERIFY(store.open({}, false));
    Timekeeper timekeeper(clock, store);
    QList<QDateTime> seen;
    timekeeper.add([&seen](const QDateTime &now) { seen << now; });
    QVERIFY(timekeeper.start(u"+2d"_s));
    QVERIFY(timekeeper.moveTo(clock.utcNow().addDays(1)));
    QCOMPARE(seen, (QList{computer.now.addDays(2), computer.now.addDays(3)}));
}

void TimekeeperTest::runsThemFromTheEventLoopWhenWoken()
{
    FakeClock computer;
    SandboxClock clock(computer);
    Store store;
    QVERIFY(store.open({}, false));
    Timekeeper timekeeper(clock, store);
    int runs = 0;
    timekeeper.add([&runs](const QDateTime &) { ++runs; });
    timekeeper.wake();
    timekeeper.wake();
    QCOMPARE(runs, 0);
    QTRY_COMPARE(runs, 1);
}

void TimekeeperTest::remembersTheTimeInTheStore()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"state.sqlite"_s);
    FakeClock computer;
    const auto timeAfterStart = [&](const QString &asked) {
        SandboxClock clock(computer);
        Store store;
        if (!store.open(file, false))
            qFatal("no store");
        Timekeeper timekeeper(clock, store);
        return timekeeper.start(asked) ? clock.utcNow() : QDateTime();
    };
    QCOMPARE(timeAfterStart({}), computer.now);
    QCOMPARE(timeAfterStart(u"+150d"_s), computer.now.addDays(150));
    QCOMPARE(timeAfterStart({}), computer.now.addDays(150));
    QCOMPARE(timeAfterStart(u"+1d"_s), computer.now.addDays(1)); // from the computer's time, not from its own
    QCOMPARE(timeAfterStart(u"soon"_s), QDateTime());
}

void TimekeeperTest::keepsEventsInTheirOrder()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(u"state.sqlite"_s);
    const Scope scope{u"123456789012"_s, u"eu-west-1"_s};
    const QDateTime noon(QDate(2026, 11, 21), QTime(12, 0), Qt::UTC);
    const auto add = [&](Store &store, const QString &type) {
        return outbox::add(store, scope, noon, {u"aws.ssm"_s, type, {u"arn:x"_s}, {{u"name"_s, u"/a"_s}}});
    };
    qint64 seen = 0;
    {
        Store store;
        QVERIFY(store.open(file, false));
        QVERIFY(add(store, u"first"_s) && add(store, u"second"_s));
        seen = outbox::list(store).at(0)[u"number"].toInteger();
    }
    Store store;
    QVERIFY(store.open(file, false));
    const QJsonArray later = outbox::list(store, seen);
    QCOMPARE(later.size(), 1);
    const QJsonObject event = later.at(0)[u"event"].toObject();
    QCOMPARE(event[u"detail-type"].toString(), u"second"_s);
    QCOMPARE(event[u"time"].toString(), u"2026-11-21T12:00:00Z"_s);
    QCOMPARE(event[u"account"].toString(), u"123456789012"_s);
    QCOMPARE(event[u"region"].toString(), u"eu-west-1"_s);
    QCOMPARE(event[u"version"].toString(), u"0"_s);
    QVERIFY(outbox::clear(store));
    QVERIFY(outbox::list(store).isEmpty());
    QVERIFY(add(store, u"third"_s));
    QCOMPARE(outbox::list(store, seen).size(), 1);
}

} // namespace timekeeper_test

KEYTURN_TEST(timekeeper, timekeeper_test::TimekeeperTest)
#include "timekeeper_test.moc"
