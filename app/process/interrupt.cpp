#include "app/process/interrupt.h"

#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace keyturn {

namespace {

int readEnd = -1;
int writeEnd = -1;
volatile std::sig_atomic_t latest = 0;

constexpr int handled[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

void onSignal(int signal)
{
    const int savedErrno = errno;
    latest = signal;
    const char byte = static_cast<char>(signal);
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
    errno = savedErrno;
}

void setAction(int signal, void (*function)(int))
{
    struct sigaction action = {};
    action.sa_handler = function; // without SA_RESTART: a blocked read returns
    sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
}

bool isIgnored(int signal)
{
    struct sigaction action = {};
    return ::sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

} // namespace

Interrupt::Interrupt(std::function<void(int)> handler) : m_handler(std::move(handler))
{
    setAction(SIGPIPE, SIG_IGN);
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, m_ends) != 0)
        return; // signals then end the process at once
    readEnd = m_ends[0];
    writeEnd = m_ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_ends[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(), [this] {
        char byte = 0;
        while (::read(m_ends[0], &byte, 1) == 1) {
            m_handler(byte);
        }
    });
    for (const int signal : handled) {
        if (signal != SIGHUP || !isIgnored(signal))
            setAction(signal, onSignal);
    }
}

Interrupt::~Interrupt()
{
    for (const int signal : handled) {
        if (signal != SIGHUP || !isIgnored(signal))
            setAction(signal, SIG_DFL);
    }
    readEnd = writeEnd = -1;
    for (const int end : m_ends) {
        if (end >= 0)
            ::close(end);
    }
}

int Interrupt::descriptor()
{
    return readEnd;
}

int Interrupt::received()
{
    return latest;
}

} // namespace keyturn
