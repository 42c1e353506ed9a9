#include "core/async/completion.h"
#include "core/async/sleep_for.h"
#include "core/async/task_scope.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <QPointer>

using namespace keyturn;
using namespace std::chrono_literals;

namespace task_scope_test {

namespace {

class Alive {
public:
    explicit Alive(int &count) : m_count(count) { ++m_count; }
    Q_DISABLE_COPY_MOVE(Alive)
    ~Alive() { --m_count; }

private:
    int &m_count;
};

Task<int> ready(int value)
{
    co_return value;
}

Task<int> waitFor(Completion<int> *completion, int *alive)
{
    const Alive local(*alive);
    const int value = co_await *completion;
    co_return value;
}

//! A page that shows what it read; it goes away with everything it started.
class Page : public QObject {
    Q_OBJECT

public:
    void read(Task<int> task)
    {
        m_scope.launch(std::move(task), [this](int value) {
            shown = value;
            emit read();
        });
    }
    int shown = 0;

signals:
    void read();

private:
    TaskScope m_scope;
};

//! Starts a task in a scope of its own and waits for it; \p inner gets its value.
Task<int> nested(Completion<int> *completion, int *alive)
{
    const Alive local(*alive);
    Completion<int> inner;
    TaskScope scope;
    scope.launch(waitFor(completion, alive), [done = inner.completer()](int value) { done(value); });
    const int value = co_await inner;
    co_return value;
}

Task<int> launchAnother(TaskScope *scope, int *delivered)
{
    scope->launch(ready(5), [delivered](int value) { *delivered = value; });
    co_return 1;
}

} // namespace

class TaskScopeTest : public QObject {
    Q_OBJECT

private slots:
    void aReadyTaskIsStillDeliveredFromTheEventLoop()
    {
        TaskScope scope;
        int delivered = 0;
        scope.launch(ready(3), [&](int value) { delivered = value; });
        QCOMPARE(delivered, 0);
        QCOMPARE(scope.count(), std::size_t(1));
        QTRY_COMPARE(delivered, 3);
        QCOMPARE(scope.count(), std::size_t(0));
    }

    void dyingWhileATaskWaitsDropsIt()
    {
        int alive = 0;
        bool delivered = false;
        Completion<int> completion;
        {
            TaskScope scope;
            scope.launch(waitFor(&completion, &alive), [&](int) { delivered = true; });
            QCOMPARE(alive, 1);
        }
        QCOMPARE(alive, 0);
        completion.completer()(1);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void dyingAfterTheEndAndBeforeTheDeliveryDropsTheValue()
    {
        bool delivered = false;
        {
            TaskScope scope;
            scope.launch(ready(3), [&](int) { delivered = true; });
        }
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void dyingBetweenTheCallAndTheResumptionDropsBoth()
    {
        int alive = 0;
        bool delivered = false;
        Completion<int> completion;
        {
            TaskScope scope;
            scope.launch(waitFor(&completion, &alive), [&](int) { delivered = true; });
            completion.completer()(1); // the resumption is now in the event queue
            QCOMPARE(alive, 1);
        }
        QCOMPARE(alive, 0);
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void cancelAllDropsEveryTaskAndLeavesTheScopeUsable()
    {
        int alive = 0;
        int delivered = 0;
        Completion<int> first, second;
        TaskScope scope;
        scope.launch(waitFor(&first, &alive), [&](int value) { delivered += value; });
        scope.launch(waitFor(&second, &alive), [&](int value) { delivered += value; });
        scope.launch(ready(100), [&](int value) { delivered += value; }); // finished, not delivered
        first.completer()(10);                                            // called, not resumed

        scope.cancelAll();

        QCOMPARE(alive, 0);
        QCOMPARE(scope.count(), std::size_t(0));
        scope.launch(ready(1), [&](int value) { delivered += value; });
        QTRY_COMPARE(delivered, 1);
    }

    void manyTasksEndInAnyOrder()
    {
        constexpr std::size_t count = 50;
        int alive = 0;
        std::vector<std::unique_ptr<Completion<int>>> completions;
        QList<int> delivered;
        TaskScope scope;
        for (std::size_t i = 0; i < count; ++i) {
            completions.push_back(std::make_unique<Completion<int>>());
            scope.launch(waitFor(completions.back().get(), &alive), [&](int value) { delivered += value; });
        }
        QCOMPARE(scope.count(), count);
        for (std::size_t i = count; i-- > 0;)
            completions[i]->completer()(static_cast<int>(i));
        QTRY_COMPARE(delivered.size(), qsizetype(count));
        QCOMPARE(delivered.first(), int(count) - 1);
        QCOMPARE(delivered.last(), 0);
        QCOMPARE(alive, 0);
    }

    void theOwnerMayDieInsideTheDelivery()
    {
        int alive = 0;
        Completion<int> never;
        auto *page = new Page;
        const QPointer<Page> watch(page);
        connect(page, qOverload<>(&Page::read), page, [page] { delete page; });
        page->read(waitFor(&never, &alive));
        page->read(ready(1));
        QTRY_VERIFY(!watch);
        QCOMPARE(alive, 0);
    }

    void theOwnerMayDieByDeleteLaterFromInsideAStep()
    {
        auto *page = new Page;
        const QPointer<Page> watch(page);
        const auto body = [](Page *owner) -> Task<int> {
            owner->deleteLater();
            co_await sleepFor(0ms);
            co_return 1;
        };
        page->read(body(page));
        QTRY_VERIFY(!watch);
    }

    void cancelAllMayBeCalledInsideADelivery()
    {
        int alive = 0;
        int delivered = 0;
        Completion<int> never;
        TaskScope scope;
        scope.launch(waitFor(&never, &alive), [&](int) { ++delivered; });
        scope.launch(ready(1), [&](int) {
            scope.cancelAll();
            ++delivered;
        });
        scope.launch(ready(1), [&](int) { ++delivered; });
        QTRY_COMPARE(delivered, 1);
        QCoreApplication::processEvents();
        QCOMPARE(delivered, 1);
        QCOMPARE(alive, 0);
    }

    void aDeliveryMayLaunchTheNextTask()
    {
        TaskScope scope;
        int delivered = 0;
        std::function<void(int)> next = [&](int value) {
            delivered = value;
            if (value < 10)
                scope.launch(ready(value + 1), next);
        };
        scope.launch(ready(1), next);
        QTRY_COMPARE(delivered, 10);
        QTRY_COMPARE(scope.count(), std::size_t(0));
    }

    void aTaskMayLaunchAnotherInItsOwnScope()
    {
        TaskScope scope;
        int outer = 0, inner = 0;
        scope.launch(launchAnother(&scope, &inner), [&](int value) { outer = value; });
        QTRY_COMPARE(outer, 1);
        QTRY_COMPARE(inner, 5);
    }

    void aNestedScopeEndsWithItsTask()
    {
        int alive = 0;
        int delivered = 0;
        Completion<int> completion;
        TaskScope scope;
        scope.launch(nested(&completion, &alive), [&](int value) { delivered = value; });
        QCOMPARE(alive, 2);
        completion.completer()(8);
        QTRY_COMPARE(delivered, 8);
        QCOMPARE(alive, 0);
    }

    void aNestedScopeDiesWithTheOuterOne()
    {
        int alive = 0;
        Completion<int> completion;
        {
            TaskScope scope;
            scope.launch(nested(&completion, &alive), [](int) {});
            QCOMPARE(alive, 2);
        }
        QCOMPARE(alive, 0);
    }
};

} // namespace task_scope_test

KEYTURN_TEST(task_scope, task_scope_test::TaskScopeTest)
#include "task_scope_test.moc"
