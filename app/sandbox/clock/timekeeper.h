#pragma once
#include "app/sandbox/clock/sandbox_clock.h"
#include "app/sandbox/store/store.h"

#include <QTimer>
#include <functional>
#include <vector>

namespace keyturn::sandbox {

//! Runs what falls due as time passes: every few seconds, after the clock was moved, and when somebody wakes it.
//! The work lies in the store, so that what a killed sandbox left undone is found again by the next.
class Timekeeper {
public:
    //! Does what is due at that time of the sandbox, and nothing twice.
    using Job = std::function<void(const QDateTime &now)>;

    Timekeeper(SandboxClock &clock, Store &store);
    Q_DISABLE_COPY_MOVE(Timekeeper)

    const SandboxClock &clock() const { return m_clock; }
    void add(Job job) { m_jobs.push_back(std::move(job)); }

    //! Takes up the time that the store remembers, or \p time if given (as readTime(), from the computer's time), and
    //! begins to run the jobs.
    Result<> start(const QString &time);
    //! Moves the clock, remembers it, and runs the jobs at once.
    Result<> moveTo(const QDateTime &time);
    //! Back to the computer's time, after the store was cleared.
    void reset();
    //! Runs the jobs from the event loop, soon.
    void wake();
    void runDue();

    static constexpr int intervalMs = 5000;

private:
    Result<> setOffset(qint64 milliseconds);

    SandboxClock &m_clock;
    Store &m_store;
    std::vector<Job> m_jobs;
    QTimer m_timer;
    QTimer m_soon;
};

} // namespace keyturn::sandbox
