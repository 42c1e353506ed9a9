#pragma once
#include <QSocketNotifier>
#include <functional>

namespace keyturn::cli {

//! SIGINT and SIGTERM as an event: the signal handler writes to a socket pair, the event loop calls back. SIGPIPE is
//! ignored. One at a time.
class Interrupt {
public:
    explicit Interrupt(std::function<void(int signal)> handler);
    ~Interrupt();
    Q_DISABLE_COPY_MOVE(Interrupt)

    //! A signal came that the event loop has not handed on yet: for reads that block.
    static bool isPending();

private:
    int m_ends[2] = {-1, -1};
    std::function<void(int)> m_handler;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace keyturn::cli
