#include "core/async/completion.h"
#include "core/async/sleep_for.h"
#include "core/async/task.h"
#include "core/base/result.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <memory>

using namespace keyturn;
using namespace std::chrono_literals;

namespace task_test {

namespace {

//! Counts how many of its kind live: a frame that leaks keeps one.
class Alive {
public:
    explicit Alive(int &count) : m_count(&count) { ++count; }
    Alive(const Alive &other) : m_count(other.m_count) { ++*m_count; }
    Alive &operator=(const Alive &) = delete;
    ~Alive() { --*m_count; }

private:
    int *m_count;
};

Task<int> ready(int value)
{
    co_return value;
}

Task<int> addUp(int count)
{
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        const int one = co_await ready(1);
        sum += one;
    }
    co_return sum;
}

Task<int> countDown(int depth)
{
    if (depth == 0)
        co_return 0;
    const int below = co_await countDown(depth - 1);
    co_return below + 1;
}

Task<int> addUpLate(int count)
{
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        co_await sleepFor(0ms);
        const int one = co_await ready(1);
        sum += one;
    }
    co_return sum;
}

//! Waits for \p completion at the bottom of \p depth tasks, each with a local and a parameter of its own.
Task<int> waitBelow(int depth, Completion<int> *completion, Alive parameter, int *alive)
{
    const Alive local(*alive);
    if (depth == 0) {
        const int value = co_await *completion;
        co_return value;
    }
    const int value = co_await waitBelow(depth - 1, completion, parameter, alive);
    co_return value + 1;
}

Task<Result<std::unique_ptr<int>>> makeOnly(bool fails)
{
    co_await sleepFor(0ms);
    if (fails)
        co_return Error{ErrorKind::NotFound, QStringLiteral("none"), {}};
    co_return std::make_unique<int>(7);
}

Task<Result<std::unique_ptr<int>>> passOn(bool fails)
{
    Result<std::unique_ptr<int>> value = co_await makeOnly(fails);
    co_return value;
}

Task<Result<>> nothingToSay()
{
    co_return {};
}

} // namespace

class TaskTest : public QObject {
    Q_OBJECT

private slots:
    void doesNothingUntilItIsStarted()
    {
        int alive = 0;
        bool ran = false;
        const auto body = [](Alive, bool *flag) -> Task<int> {
            *flag = true;
            co_return 1;
        };
        {
            const Task<int> task = body(Alive(alive), &ran);
            QCOMPARE(alive, 1);
        }
        QVERIFY(!ran);
        QCOMPARE(alive, 0);
    }

    void aMovedFromTaskOwnsNothing()
    {
        int alive = 0;
        const auto body = [](Alive) -> Task<int> { co_return 1; };
        {
            Task<int> first = body(Alive(alive));
            const Task<int> second = std::move(first);
            QCOMPARE(alive, 1);
        }
        QCOMPARE(alive, 0);
    }

    void aLongLoopOverReadyTasksDoesNotUseTheStack() { QCOMPARE(run(addUp(1'000'000)), 1'000'000); }

    void aLongLoopOverLateTasksDoesNotUseTheStack() { QCOMPARE(run(addUpLate(20'000)), 20'000); }

    void aDeepChainReturnsThroughEveryLevel() { QCOMPARE(run(countDown(5'000)), 5'000); }

    void destroyingItFreesEveryFrameBelow_data()
    {
        QTest::addColumn<int>("depth");
        for (const int depth : {0, 1, 2, 10, 1'000})
            QTest::addRow("%d", depth) << depth;
    }
    void destroyingItFreesEveryFrameBelow()
    {
        QFETCH(int, depth);
        int alive = 0;
        bool delivered = false;
        Completion<int> completion;
        {
            TaskScope scope;
            scope.launch(waitBelow(depth, &completion, Alive(alive), &alive), [&](int) { delivered = true; });
            QVERIFY(alive >= 2 * (depth + 1));
        }
        QCOMPARE(alive, 0);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void aLateValueClimbsThroughEveryLevel_data() { destroyingItFreesEveryFrameBelow_data(); }
    void aLateValueClimbsThroughEveryLevel()
    {
        QFETCH(int, depth);
        int alive = 0;
        std::optional<int> delivered;
        Completion<int> completion;
        TaskScope scope;
        scope.launch(waitBelow(depth, &completion, Alive(alive), &alive), [&](int value) { delivered = value; });

        completion.completer()(100);
        QTRY_VERIFY(delivered.has_value());

        QCOMPARE(*delivered, 100 + depth);
        QCOMPARE(alive, 0);
        QCOMPARE(scope.count(), std::size_t(0));
    }

    void carriesValuesThatCanOnlyBeMoved()
    {
        const auto result = run(passOn(false));
        QVERIFY(result && *result);
        QCOMPARE(***result, 7);
    }

    void carriesErrors()
    {
        const auto result = run(passOn(true));
        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind, ErrorKind::NotFound);
        QCOMPARE(result->error().code, QStringLiteral("none"));
    }

    void aResultWithoutAValueIsReturnedByEmptyBraces()
    {
        const auto result = run(nothingToSay());
        QVERIFY(result && *result);
    }
};

} // namespace task_test

KEYTURN_TEST(task, task_test::TaskTest)
#include "task_test.moc"
