#pragma once
#include "core/async/task.h"

#include <QObject>
#include <deque>

namespace keyturn {

//! Lets coroutines through one at a time, in the order they came: `Turn turn(queue); co_await turn;` holds the turn
//! until the end of the scope. A coroutine that is destroyed while it waits leaves the queue.
class TurnQueue {
public:
    TurnQueue() = default;
    Q_DISABLE_COPY_MOVE(TurnQueue)

private:
    friend class Turn;
    std::deque<class Turn *> m_turns; // the first one is running
};

class Turn {
public:
    explicit Turn(TurnQueue &queue) : m_queue(queue) { m_queue.m_turns.push_back(this); }
    Q_DISABLE_COPY_MOVE(Turn)
    ~Turn()
    {
        std::deque<Turn *> &turns = m_queue.m_turns;
        const bool wasRunning = turns.front() == this;
        turns.erase(std::find(turns.begin(), turns.end(), this));
        if (wasRunning && !turns.empty())
            turns.front()->resumeSoon();
    }

    bool await_ready() const { return m_queue.m_turns.front() == this; }
    void await_suspend(std::coroutine_handle<> caller) { m_caller = caller; }
    void await_resume() const {}

private:
    void resumeSoon()
    {
        if (m_caller)
            QMetaObject::invokeMethod(
                &m_context, [this] { detail::step(m_caller); }, Qt::QueuedConnection);
    }

    TurnQueue &m_queue;
    std::coroutine_handle<> m_caller;
    QObject m_context;
};

} // namespace keyturn
