#include "app/cli/output.h"

#include "app/process/interrupt.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace keyturn::cli {

namespace {

//! False when a signal came while nobody read.
bool waitForRoom(int descriptor)
{
    pollfd waits[] = {{descriptor, POLLOUT, 0}, {Interrupt::descriptor(), POLLIN, 0}};
    while (::poll(waits, 2, -1) < 0) {
        if (errno != EINTR)
            return true; // write() says what it is
    }
    return waits[0].revents != 0;
}

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (!waitForRoom(descriptor))
            return false;
        const qsizetype size = std::min<qsizetype>(bytes.size(), PIPE_BUF); // more could block all the same
        const ssize_t written = ::write(descriptor, bytes.data(), static_cast<size_t>(size));
        if (written < 0 && errno != EINTR && errno != EAGAIN)
            return false;
        bytes = bytes.sliced(std::max<ssize_t>(written, 0));
    }
    return true;
}

} // namespace

void Output::write(QByteArrayView bytes)
{
    if (!m_broken && !writeAll(STDOUT_FILENO, bytes))
        m_broken = true;
}

void Output::line(const QString &text)
{
    write((printable(text) + u'\n').toUtf8());
}

void Output::message(const QString &text)
{
    note(QLatin1String("keyturnctl: ") + text);
}

void Output::message(const QStringList &lines)
{
    message(lines.value(0));
    for (const QString &line : lines.mid(1))
        note(line);
}

void Output::note(const QString &text)
{
    (void)writeAll(STDERR_FILENO, (printable(text) + u'\n').toUtf8()); // there is nobody to tell
}

bool Output::isTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

} // namespace keyturn::cli
