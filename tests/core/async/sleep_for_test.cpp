#include "core/async/sleep_for.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QElapsedTimer>

using namespace keyturn;
using namespace std::chrono_literals;

namespace sleep_for_test {

namespace {

Task<int> sleepThen(std::chrono::milliseconds duration, int value, QList<int> *order)
{
    co_await sleepFor(duration);
    order->append(value);
    co_return value;
}

} // namespace

class SleepForTest : public QObject {
    Q_OBJECT

private slots:
    void isNeverShorterThanTold()
    {
        QElapsedTimer timer;
        timer.start();
        QList<int> order;
        QCOMPARE(run(sleepThen(40ms, 1, &order)), 1);
        QVERIFY(timer.elapsed() >= 38); // a coarse timer may be 5 % early
    }

    void evenZeroGoesThroughTheEventLoop()
    {
        QList<int> order;
        TaskScope scope;
        scope.launch(sleepThen(0ms, 1, &order), [](int) {});
        QVERIFY(order.isEmpty());
        QTRY_COMPARE(order, QList<int>{1});
    }

    void shorterSleepsEndFirst()
    {
        QList<int> order;
        TaskScope scope;
        scope.launch(sleepThen(400ms, 2, &order), [](int) {});
        scope.launch(sleepThen(1ms, 1, &order), [](int) {});
        QTRY_COMPARE(order, (QList<int>{1, 2}));
    }

    void dyingWhileAsleepWakesNobody()
    {
        QList<int> order;
        {
            TaskScope scope;
            scope.launch(sleepThen(1ms, 1, &order), [](int) {});
        }
        QCOMPARE(run(sleepThen(20ms, 2, &order)), 2);
        QCOMPARE(order, QList<int>{2});
    }
};

} // namespace sleep_for_test

KEYTURN_TEST(sleep_for, sleep_for_test::SleepForTest)
#include "sleep_for_test.moc"
