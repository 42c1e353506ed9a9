#include "core/async/sleep_for.h"
#include "core/async/when_all.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

using namespace keyturn;
using namespace std::chrono_literals;

namespace when_all_test {

namespace {

using Number = std::unique_ptr<int>;

class Alive {
public:
    explicit Alive(int &count) : m_count(count) { ++m_count; }
    Q_DISABLE_COPY_MOVE(Alive)
    ~Alive() { --m_count; }

private:
    int &m_count;
};

Task<Number> ready(int value)
{
    co_return std::make_unique<int>(value);
}

Task<Number> late(int value, std::chrono::milliseconds delay, int *alive)
{
    const Alive local(*alive);
    co_await sleepFor(delay);
    co_return std::make_unique<int>(value);
}

Task<Number> waitFor(Completion<int> *completion, int *alive)
{
    const Alive local(*alive);
    const int value = co_await *completion;
    co_return std::make_unique<int>(value);
}

Task<int> sum(std::vector<Task<Number>> tasks)
{
    const std::vector<Number> numbers = co_await whenAll(std::move(tasks));
    int total = 0;
    for (const Number &number : numbers)
        total = total * 10 + *number;
    co_return total;
}

} // namespace

class WhenAllTest : public QObject {
    Q_OBJECT

private slots:
    void nothingToWaitForIsReady() { QCOMPARE(run(sum({})), 0); }

    void keepsTheOrderOfTheTasksWhicheverEndsFirst()
    {
        int alive = 0;
        std::vector<Task<Number>> tasks;
        tasks.push_back(late(1, 30ms, &alive));
        tasks.push_back(ready(2));
        tasks.push_back(late(3, 1ms, &alive));
        tasks.push_back(late(4, 0ms, &alive));
        QCOMPARE(run(sum(std::move(tasks))), 1234);
        QCOMPARE(alive, 0);
    }

    void runsThemAtTheSameTime()
    {
        int alive = 0;
        Completion<int> first, second;
        std::vector<Task<Number>> tasks;
        tasks.push_back(waitFor(&first, &alive));
        tasks.push_back(waitFor(&second, &alive));
        TaskScope scope;
        int total = 0;
        scope.launch(sum(std::move(tasks)), [&](int value) { total = value; });
        QCOMPARE(alive, 2);
        second.completer()(2);
        QCoreApplication::processEvents();
        QCOMPARE(total, 0);
        first.completer()(1);
        QTRY_COMPARE(total, 12);
        QCOMPARE(alive, 0);
    }

    void dyingCancelsAllOfThem()
    {
        int alive = 0;
        bool delivered = false;
        Completion<int> first, second;
        {
            std::vector<Task<Number>> tasks;
            tasks.push_back(waitFor(&first, &alive));
            tasks.push_back(waitFor(&second, &alive));
            tasks.push_back(ready(3));
            TaskScope scope;
            scope.launch(sum(std::move(tasks)), [&](int) { delivered = true; });
            first.completer()(1);
            QCoreApplication::processEvents();
            QCOMPARE(alive, 1);
        }
        QCOMPARE(alive, 0);
        second.completer()(2);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void dyingBeforeTheStartCancelsAllOfThem()
    {
        int alive = 0;
        {
            std::vector<Task<Number>> tasks;
            tasks.push_back(late(1, 0ms, &alive));
            const Task<int> never = sum(std::move(tasks));
        }
        QCOMPARE(alive, 0);
    }

    void aThousandAtOnce()
    {
        int alive = 0;
        std::vector<Task<Number>> tasks;
        for (int i = 0; i < 1'000; ++i)
            tasks.push_back(late(i, std::chrono::milliseconds(i % 7), &alive));
        const auto numbers = run(whenAll(std::move(tasks)));
        QVERIFY(numbers && numbers->size() == 1'000);
        for (int i = 0; i < 1'000; ++i)
            QCOMPARE(*(*numbers)[static_cast<std::size_t>(i)], i);
        QCOMPARE(alive, 0);
    }
};

} // namespace when_all_test

KEYTURN_TEST(when_all, when_all_test::WhenAllTest)
#include "when_all_test.moc"
