#include "core/async/completion.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"

#include <memory>

using namespace keyturn;

namespace completion_test {

namespace {

Task<QString> waitFor(Completion<QString> *completion)
{
    QString value = co_await *completion;
    co_return value;
}

//! Owns its completion and hands the calling end out, as code around a callback does.
Task<int> askingCallback(std::function<void(Completer<std::unique_ptr<int>>)> *ask)
{
    Completion<std::unique_ptr<int>> completion;
    (*ask)(completion.completer());
    const std::unique_ptr<int> value = co_await completion;
    co_return *value;
}

} // namespace

class CompletionTest : public QObject {
    Q_OBJECT

private slots:
    void theCallResumesFromTheEventLoopOnly()
    {
        Completion<QString> completion;
        TaskScope scope;
        QString delivered;
        scope.launch(waitFor(&completion), [&](const QString &value) { delivered = value; });
        completion.completer()(QStringLiteral("done"));
        QVERIFY(delivered.isEmpty());
        QTRY_COMPARE(delivered, QStringLiteral("done"));
    }

    void aCallBeforeTheAwaitCounts()
    {
        Completion<QString> completion;
        completion.completer()(QStringLiteral("early"));
        QCOMPARE(run(waitFor(&completion)), QStringLiteral("early"));
    }

    void aCallFromInsideTheStartingFunctionCounts()
    {
        std::function<void(Completer<std::unique_ptr<int>>)> ask = [](const auto &done) {
            done(std::make_unique<int>(4));
        };
        QCOMPARE(run(askingCallback(&ask)), 4);
    }

    void theFirstCallCounts()
    {
        Completion<QString> completion;
        TaskScope scope;
        QStringList delivered;
        scope.launch(waitFor(&completion), [&](const QString &value) { delivered += value; });
        const auto completer = completion.completer();
        const auto copy = completer;
        completer(QStringLiteral("first"));
        copy(QStringLiteral("second"));
        QTRY_COMPARE(delivered.size(), 1);
        completer(QStringLiteral("third"));
        QCoreApplication::processEvents();
        QCOMPARE(delivered, QStringList{QStringLiteral("first")});
    }

    void aCallAfterTheFrameDiedDoesNothing()
    {
        std::optional<Completer<std::unique_ptr<int>>> kept;
        std::function<void(Completer<std::unique_ptr<int>>)> ask = [&](const auto &done) { kept.emplace(done); };
        bool delivered = false;
        {
            TaskScope scope;
            scope.launch(askingCallback(&ask), [&](int) { delivered = true; });
            QVERIFY(kept.has_value());
        }
        (*kept)(std::make_unique<int>(1));
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void aFrameThatDiesBetweenCallAndResumptionIsNotTouched()
    {
        std::optional<Completer<std::unique_ptr<int>>> kept;
        std::function<void(Completer<std::unique_ptr<int>>)> ask = [&](const auto &done) { kept.emplace(done); };
        bool delivered = false;
        {
            TaskScope scope;
            scope.launch(askingCallback(&ask), [&](int) { delivered = true; });
            (*kept)(std::make_unique<int>(1));
        }
        QCoreApplication::processEvents();
        QVERIFY(!delivered);
    }

    void aCallerThatDiesInsideItsOwnCallIsFine()
    {
        std::unique_ptr<std::function<void()>> callback;
        std::function<void(Completer<std::unique_ptr<int>>)> ask = [&](const auto &done) {
            callback = std::make_unique<std::function<void()>>([&callback, done] {
                const auto mine = done;
                callback.reset();
                mine(std::make_unique<int>(6));
            });
        };
        TaskScope scope;
        int delivered = 0;
        scope.launch(askingCallback(&ask), [&](int value) { delivered = value; });
        const auto call = *callback;
        call();
        QTRY_COMPARE(delivered, 6);
    }
};

} // namespace completion_test

KEYTURN_TEST(completion, completion_test::CompletionTest)
#include "completion_test.moc"
