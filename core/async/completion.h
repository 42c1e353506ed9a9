#pragma once
#include "core/async/task.h"

#include <QObject>
#include <memory>

namespace keyturn {

template <typename T>
class Completer;

//! Turns a callback that is called at most once into something to await, once:
//!
//!     Completion<Answer> completion;
//!     start(completion.completer());
//!     const Answer answer = co_await completion;
//!
//! The first call counts. The coroutine is resumed from the event loop, never from inside the call; when it dies while
//! waiting, later calls do nothing. One thread.
template <typename T>
class Completion {
public:
    Completion() = default;
    Q_DISABLE_COPY_MOVE(Completion)

    Completer<T> completer() const { return Completer<T>(m_state); }

    auto operator co_await() noexcept
    {
        struct Awaiter {
            typename Completer<T>::State &state;
            bool await_ready() const noexcept { return state.value.has_value(); }
            void await_suspend(std::coroutine_handle<> caller) const noexcept { state.caller = caller; }
            T await_resume() const { return std::move(*state.value); }
        };
        return Awaiter{*m_state};
    }

private:
    const std::shared_ptr<typename Completer<T>::State> m_state = std::make_shared<typename Completer<T>::State>();
};

//! The calling end of a Completion: copyable, callable after the Completion has gone.
template <typename T>
class Completer {
public:
    void operator()(T value) const
    {
        const auto state = m_state.lock();
        if (!state || state->value)
            return;
        state->value.emplace(std::move(value));
        if (const auto caller = state->caller)
            QMetaObject::invokeMethod(
                &state->receiver, [caller] { detail::step(caller); }, Qt::QueuedConnection);
    }

private:
    friend class Completion<T>;
    struct State {
        std::optional<T> value;
        std::coroutine_handle<> caller;
        QObject receiver; // dies with the awaiting frame, taking a pending resumption with it
    };
    explicit Completer(const std::shared_ptr<State> &state) : m_state(state) {}

    std::weak_ptr<State> m_state;
};

} // namespace keyturn
