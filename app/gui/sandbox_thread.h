#pragma once
#include "app/sandbox/sandbox_server.h"
#include "core/async/task.h"

#include <QObject>
#include <QThread>

namespace keyturn {

//! The embedded sandbox in a thread of its own, so that a slow disk never holds up the window. Started on first use,
//! stopped with this object.
class SandboxThread {
public:
    //! \p clock, if given, tells the sandbox's time; it must outlive this and be safe to ask from another thread.
    explicit SandboxThread(SandboxOptions options, const Clock *clock = nullptr);
    ~SandboxThread();
    Q_DISABLE_COPY_MOVE(SandboxThread)

    //! Where it listens; starts it if it does not run.
    Task<Result<QUrl>> start();

private:
    SandboxOptions m_options;
    const Clock *m_clock;
    QUrl m_url;
    QThread m_thread;
    QObject *m_worker = nullptr; // lives in m_thread, makes and owns the server there
};

} // namespace keyturn
