#include "app/gui/sandbox_thread.h"

#include "core/async/completion.h"

#include <QCoreApplication>
#include <memory>

namespace keyturn {

namespace {

//! Lives in the sandbox's thread; makes the server there, because a server belongs to the thread that made it.
class Worker final : public QObject {
public:
    Result<QUrl> start(const SandboxOptions &options, const Clock *clock)
    {
        if (!m_server) {
            m_server = std::make_unique<SandboxServer>(clock);
            if (const Result<> started = m_server->start(options); !started) {
                m_server.reset();
                return started.error();
            }
        }
        return m_server->url();
    }

private:
    std::unique_ptr<SandboxServer> m_server;
};

} // namespace

SandboxThread::SandboxThread(SandboxOptions options, const Clock *clock) : m_options(std::move(options)), m_clock(clock)
{
    m_thread.setObjectName(QStringLiteral("sandbox"));
}

SandboxThread::~SandboxThread()
{
    m_thread.quit();
    m_thread.wait();
}

Task<Result<QUrl>> SandboxThread::start()
{
    if (!m_url.isEmpty())
        co_return m_url;
    if (!m_thread.isRunning()) {
        m_worker = new Worker;
        m_worker->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread.start();
    }
    Completion<Result<QUrl>> started;
    auto *worker = static_cast<Worker *>(m_worker);
    const SandboxOptions options = m_options;
    const auto done = started.completer();
    const Clock *clock = m_clock;
    const auto begin = [worker, options, clock, done] {
        const Result<QUrl> url = worker->start(options, clock);
        // A completer is for one thread only: back to the one that waits.
        QMetaObject::invokeMethod(
            qApp, [done, url] { done(url); }, Qt::QueuedConnection);
    };
    QMetaObject::invokeMethod(worker, begin, Qt::QueuedConnection);
    Result<QUrl> url = co_await started;
    if (url)
        m_url = *url;
    co_return url;
}

} // namespace keyturn
