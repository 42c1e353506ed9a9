#include "app/cli/secret_input.h"

#include "app/cli/silent_terminal.h"
#include "app/process/interrupt.h"
#include "core/base/printable.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <optional>
#include <poll.h>
#include <unistd.h>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxSize = 1024LL * 1024;
constexpr qsizetype longestLine = 4095; // with its end: a terminal keeps 4,095 before that and drops the rest unseen

Error inputError(ErrorKind kind, const QString &detail)
{
    return {kind, {}, detail};
}

//! Waits until \p descriptor can be read; false when a signal came first.
bool waitForInput(int descriptor)
{
    pollfd waits[] = {{descriptor, POLLIN, 0}, {Interrupt::descriptor(), POLLIN, 0}};
    while (::poll(waits, 2, -1) < 0) {
    } // EINTR: the signal's byte is there the next time
    return waits[1].revents == 0;
}

bool hasMore(int descriptor)
{
    pollfd wait = {descriptor, POLLIN, 0};
    return ::poll(&wait, 1, 0) > 0 && (wait.revents & POLLIN) != 0;
}

//! Why a line of a terminal is not what somebody meant to give; none if it may be.
std::optional<Error> lineFault(QByteArrayView bytes, int descriptor)
{
    if (!bytes.endsWith('\n')) // hung up, or ended by Ctrl-D: an empty value is not meant
        return inputError(ErrorKind::Cancelled, {});
    if (bytes.size() > longestLine)
        return inputError(ErrorKind::Io, u"a terminal takes no line this long; give the value as a file"_s);
    if (hasMore(descriptor))
        return inputError(ErrorKind::Io, u"more than one line was given; give a value of several lines as a file"_s);
    return std::nullopt;
}

Error systemError(const QString &what)
{
    return inputError(ErrorKind::Io,
                      u"%1 cannot be read: %2"_s.arg(what, QString::fromLocal8Bit(std::strerror(errno))));
}

//! By hand: a buffer that grows by itself leaves its old bytes behind.
void append(QByteArray &bytes, QByteArrayView more)
{
    QByteArray grown;
    grown.reserve(bytes.size() + more.size());
    grown.append(bytes).append(more);
    wipe(bytes);
    bytes = std::move(grown);
}

Result<SecretString> readAll(int descriptor, const QString &what, bool oneLine)
{
    std::array<char, 16 * 1024> chunk;
    QByteArray bytes;
    std::optional<Error> error;
    while (!error && !(oneLine && bytes.endsWith('\n'))) {
        if (!waitForInput(descriptor)) {
            error = inputError(ErrorKind::Cancelled, {});
            break;
        }
        const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
        if (count == 0)
            break;
        if (count < 0 && (errno == EAGAIN || errno == EINTR))
            continue;
        if (count < 0)
            error = systemError(what);
        else if (bytes.size() + count > maxSize)
            error = inputError(ErrorKind::Io, u"%1 holds more than 1 MiB"_s.arg(what));
        else
            append(bytes, QByteArrayView(chunk.data(), count));
    }
    OPENSSL_cleanse(chunk.data(), chunk.size());
    if (oneLine && !error)
        error = lineFault(bytes, descriptor);
    if (oneLine && bytes.endsWith('\n'))
        bytes.chop(1);
    SecretString read = SecretString::take(std::move(bytes));
    if (error)
        return *error;
    return read;
}

} // namespace

Result<SecretString> readStandardInput(const QString &prompt)
{
    const SilentTerminal terminal(printable(prompt).toUtf8());
    Result<SecretString> read = readAll(STDIN_FILENO, u"standard input"_s, terminal.isTerminal());
    if (!read && terminal.isTerminal()) {
        [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, "\n", 1); // what is said begins a line
    }
    return read;
}

Result<SecretString> readFile(const QString &path)
{
    // A pipe that nobody writes to yet would hold up open(), and a signal with it.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return systemError(path);
    Result<SecretString> read = readAll(descriptor, path, false);
    ::close(descriptor);
    return read;
}

SecretString withoutNewline(const SecretString &value)
{
    QByteArrayView bytes = value.bytes();
    if (!bytes.endsWith('\n'))
        return value;
    bytes.chop(1);
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    return SecretString(bytes);
}

} // namespace keyturn::cli
