#pragma once
#include "core/async/task_scope.h"

#include <QEventLoop>
#include <QTest>
#include <QTimer>
#include <optional>

namespace keyturn {

//! Spins the event loop until \p task is done; empty when it took more than \p timeoutMs.
template <typename T>
std::optional<T> run(Task<T> task, int timeoutMs = 10'000)
{
    std::optional<T> value;
    QEventLoop loop;
    QTimer::singleShot(timeoutMs, &loop, &QEventLoop::quit);
    TaskScope scope;
    scope.launch(std::move(task), [&value, &loop](T v) {
        value.emplace(std::move(v));
        loop.quit();
    });
    loop.exec();
    return value;
}

} // namespace keyturn
