#pragma once
#include "core/async/task.h"

#include <QTimer>
#include <chrono>

namespace keyturn {

//! `co_await sleepFor(250ms);` resumes from the event loop. The timer dies with the frame.
class SleepFor {
public:
    explicit SleepFor(std::chrono::milliseconds duration) : m_duration(duration) {}
    Q_DISABLE_COPY_MOVE(SleepFor)

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller)
    {
        m_timer.setSingleShot(true);
        m_timer.callOnTimeout([caller] { detail::step(caller); });
        m_timer.start(m_duration);
    }
    void await_resume() const noexcept {}

private:
    const std::chrono::milliseconds m_duration;
    QTimer m_timer;
};

inline SleepFor sleepFor(std::chrono::milliseconds duration)
{
    return SleepFor(duration);
}

} // namespace keyturn
