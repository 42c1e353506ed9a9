#include "app/cli/secret_input.h"

#include "app/cli/interrupt.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <openssl/crypto.h>
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
    return {kind, {}, detail, {}, {}, {}};
}

Result<SecretString> readAll(int descriptor, const QString &what, bool oneLine)
{
    std::array<char, 16 * 1024> chunk;
    QByteArray bytes;
    Error error{ErrorKind::Cancelled, {}, {}, {}, {}, {}};
    bool failed = false;
    while (!failed) {
        const ssize_t count = ::read(descriptor, chunk.data(), chunk.size());
        failed = Interrupt::isPending() || (count < 0 && errno != EINTR) || bytes.size() + count > maxSize;
        if (count < 0 && errno != EINTR)
            error = inputError(ErrorKind::Io,
                               u"%1 cannot be read: %2"_s.arg(what, QString::fromLocal8Bit(strerror(errno))));
        else if (bytes.size() + count > maxSize)
            error = inputError(ErrorKind::Io, u"%1 holds more than 1 MiB"_s.arg(what));
        if (count == 0 || failed)
            break;
        if (count < 0)
            continue;
        QByteArray grown; // by hand: a buffer that grows leaves its old bytes behind
        grown.reserve(bytes.size() + count);
        grown.append(bytes).append(chunk.data(), count);
        wipe(bytes);
        bytes = std::move(grown);
        if (oneLine && bytes.endsWith('\n'))
            break;
    }
    OPENSSL_cleanse(chunk.data(), chunk.size());
    if (oneLine && bytes.endsWith('\n'))
        bytes.chop(1);
    if (failed) {
        wipe(bytes);
        return error;
    }
    return SecretString::take(std::move(bytes));
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
        return inputError(ErrorKind::Io, u"%1 cannot be read: %2"_s.arg(path, QString::fromLocal8Bit(strerror(errno))));
    Result<SecretString> read = readAll(descriptor, path, false);
    ::close(descriptor);
    return read;
}

} // namespace keyturn::cli
