#pragma once
#include "core/async/completion.h"
#include "core/async/task_scope.h"

#include <variant>

namespace keyturn {

//! Runs \p tasks concurrently; their values in the order of the tasks. Destroying it cancels all of them.
template <typename T>
Task<std::vector<T>> whenAll(std::vector<Task<T>> tasks)
{
    std::vector<std::optional<T>> values(tasks.size());
    std::size_t running = tasks.size();
    Completion<std::monostate> last;
    TaskScope scope;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        scope.launch(std::move(tasks[i]), [&values, &running, i, done = last.completer()](T value) {
            values[i].emplace(std::move(value));
            if (--running == 0)
                done({});
        });
    }
    if (running > 0)
        co_await last;

    std::vector<T> result;
    result.reserve(values.size());
    for (std::optional<T> &value : values)
        result.push_back(std::move(*value));
    co_return result;
}

} // namespace keyturn
