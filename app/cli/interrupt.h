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

    //! Readable while a signal has come that the event loop has not handed on yet: for poll() in front of a read that
    //! blocks. -1 when there is no Interrupt.
    static int descriptor();

private:
    int m_ends[2] = {-1, -1};
    std::function<void(int)> m_handler;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace keyturn::cli
