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
//! The first call counts. The coroutine is resumed from the event loop, never from inside the call; when it has died,
//! calls do nothing. One thread, one awaiting coroutine.
template <typename T>
class Completion {
public:
    Completion() = default;
    Q_DISABLE_COPY_MOVE(Completion)

    Completer<T> completer() const { return Completer<T>(m_state); }

    auto operator co_await() const noexcept { return Awaiter(m_state); }

private:
    using State = typename Completer<T>::State;

    class Awaiter {
    public:
        explicit Awaiter(std::shared_ptr<State> state) : m_state(std::move(state)) {}
        Q_DISABLE_COPY_MOVE(Awaiter)
        ~Awaiter() { m_state->caller = nullptr; } // the frame may die before the Completion
        bool await_ready() const noexcept { return m_state->value.has_value(); }
        void await_suspend(std::coroutine_handle<> caller) const noexcept { m_state->caller = caller; }
        T await_resume() const { return std::move(*m_state->value); }

    private:
        const std::shared_ptr<State> m_state;
    };

    const std::shared_ptr<State> m_state = std::make_shared<State>();
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
        const auto resume = [waiting = state.get()] { detail::step(waiting->caller); };
        if (state->caller)
            QMetaObject::invokeMethod(&state->receiver, resume, Qt::QueuedConnection);
    }

private:
    friend class Completion<T>;
    struct State {
        std::optional<T> value;
        std::coroutine_handle<> caller;
        QObject receiver; // takes a pending resumption with it
    };
    explicit Completer(const std::shared_ptr<State> &state) : m_state(state) {}

    std::weak_ptr<State> m_state;
};

} // namespace keyturn
