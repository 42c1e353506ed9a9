#include "app/cli/silent_terminal.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <unistd.h>

namespace keyturn::cli {

namespace {

// What the signal handler needs; set before it can be called.
termios shown = {};
termios silent = {};
QByteArray prompt;

void ask()
{
    [[maybe_unused]] const ssize_t written =
        ::write(STDERR_FILENO, prompt.constData(), static_cast<size_t>(prompt.size()));
}

void setStopAction(void (*function)(int))
{
    struct sigaction action = {};
    action.sa_handler = function;
    sigemptyset(&action.sa_mask);
    ::sigaction(SIGTSTP, &action, nullptr);
}

//! Calls only what may be called in a signal handler (signal-safety(7)).
void onStop(int)
{
    const int savedErrno = errno;
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    setStopAction(SIG_DFL);
    sigset_t stop;
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    ::raise(SIGTSTP); // waits, being blocked here
    sigset_t before;
    ::sigprocmask(SIG_UNBLOCK, &stop, &before); // stops, and returns when the program is continued
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    setStopAction(onStop);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &silent); // in the background this stops again, until it is in front
    ask();
    errno = savedErrno;
}

// Whatever else may end a program from outside. Interrupt has INT, TERM, HUP and QUIT.
constexpr std::array endings{SIGABRT, SIGALRM, SIGUSR1, SIGUSR2, SIGPROF, SIGVTALRM, SIGXCPU, SIGIO, SIGTRAP, SIGSYS};
std::array<struct sigaction, endings.size()> before;

void onEnd(int signal)
{
    ::tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    ::raise(signal); // its action is the usual one by now
}

void watchEndings()
{
    struct sigaction action = {};
    action.sa_handler = onEnd;
    action.sa_flags = SA_RESETHAND | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < endings.size(); ++i) {
        ::sigaction(endings.at(i), nullptr, &before.at(i));
        if (before.at(i).sa_handler == SIG_DFL)
            ::sigaction(endings.at(i), &action, nullptr);
    }
}

void forgetEndings()
{
    for (size_t i = 0; i < endings.size(); ++i)
        ::sigaction(endings.at(i), &before.at(i), nullptr);
}

} // namespace

SilentTerminal::SilentTerminal(const QByteArray &text) : m_isTerminal(::tcgetattr(STDIN_FILENO, &m_saved) == 0)
{
    if (!m_isTerminal)
        return;
    shown = silent = m_saved;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    prompt = text;
    setStopAction(onStop);
    watchEndings();
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    ask();
}

SilentTerminal::~SilentTerminal()
{
    if (!m_isTerminal)
        return;
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_saved);
    forgetEndings();
    setStopAction(SIG_DFL);
}

} // namespace keyturn::cli
