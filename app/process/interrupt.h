#pragma once
#include <QSocketNotifier>
#include <functional>
#include <memory>

namespace keyturn {

//! SIGINT, SIGTERM, SIGHUP and SIGQUIT as an event: the signal handler writes to a socket pair, the event loop calls
//! back. A SIGHUP that is ignored already, as under nohup, stays ignored; SIGPIPE is. One at a time.
class Interrupt {
public:
    explicit Interrupt(std::function<void(int signal)> handler);
    ~Interrupt();
    Q_DISABLE_COPY_MOVE(Interrupt)

    //! Readable while a signal has come that the event loop has not handed on yet: for poll() in front of a call that
    //! blocks. -1 when there is no Interrupt.
    static int descriptor();
    //! The latest signal; 0 when none has come.
    static int received();

private:
    int m_ends[2] = {-1, -1};
    std::function<void(int)> m_handler;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace keyturn
