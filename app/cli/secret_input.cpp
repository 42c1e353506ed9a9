#include "app/cli/secret_input.h"

#include "app/cli/interrupt.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <optional>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxSize = 1024 * 1024;

//! Stops the terminal from showing what is typed.
class SilentTerminal {
public:
    SilentTerminal() : m_isTerminal(::tcgetattr(STDIN_FILENO, &m_saved) == 0)
    {
        termios silent = m_saved;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ECHONL;
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~SilentTerminal()
    {
        if (m_isTerminal)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_saved);
    }
    Q_DISABLE_COPY_MOVE(SilentTerminal)
    bool isTerminal() const { return m_isTerminal; }

private:
    termios m_saved = {};
    const bool m_isTerminal;
};

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
        if (count < 0)
            error = systemError(what);
        else if (bytes.size() + count > maxSize)
            error = inputError(ErrorKind::Io, u"%1 holds more than 1 MiB"_s.arg(what));
        else
            append(bytes, QByteArrayView(chunk.data(), count));
    }
    OPENSSL_cleanse(chunk.data(), chunk.size());
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
    const SilentTerminal terminal;
    if (terminal.isTerminal()) {
        const QByteArray text = prompt.toLocal8Bit();
        [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text.data(), static_cast<size_t>(text.size()));
    }
    return readAll(STDIN_FILENO, u"standard input"_s, terminal.isTerminal());
}

Result<SecretString> readFile(const QString &path)
{
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return systemError(path);
    Result<SecretString> read = readAll(descriptor, path, false);
    ::close(descriptor);
    return read;
}

} // namespace keyturn::cli
