#pragma once
#include "core/async/task_scope.h"

#include <QTest>
#include <optional>

namespace keyturn {

//! Spins the event loop until \p task is done; empty when it took more than \p timeoutMs.
template <typename T>
std::optional<T> run(Task<T> task, int timeoutMs = 10'000)
{
    std::optional<T> value;
    TaskScope scope;
    scope.launch(std::move(task), [&value](T v) { value.emplace(std::move(v)); });
    (void)QTest::qWaitFor([&value] { return value.has_value(); }, timeoutMs);
    return value;
}

} // namespace keyturn
