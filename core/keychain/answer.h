#pragma once
#include "core/async/task.h"

#include <QObject>
#include <optional>

namespace keyturn {

//! One value that a signal brings: `co_await answer;` as a whole statement, then take(). The first give() counts; the
//! waiting coroutine is resumed from the event loop, and not at all once this object is gone with its frame.
template <typename T>
class Answer {
public:
    Answer() = default;
    Q_DISABLE_COPY_MOVE(Answer)

    void give(T value)
    {
        if (m_value)
            return;
        m_value.emplace(std::move(value));
        if (m_caller)
            QMetaObject::invokeMethod(
                &m_context, [this] { detail::step(m_caller); }, Qt::QueuedConnection);
    }
    //! Context for connections that lead to give(): they end with this object.
    QObject *context() { return &m_context; }
    T take() { return std::move(*m_value); }

    bool await_ready() const { return m_value.has_value(); }
    void await_suspend(std::coroutine_handle<> caller) { m_caller = caller; }
    void await_resume() const {}

private:
    std::optional<T> m_value;
    std::coroutine_handle<> m_caller;
    QObject m_context;
};

} // namespace keyturn
