#include "app/cli/output.h"

#include <cerrno>
#include <unistd.h>

namespace keyturn::cli {

namespace {

bool writeAll(int descriptor, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes = bytes.sliced(written);
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
    write((text + u'\n').toUtf8());
}

void Output::message(const QString &text)
{
    note(QLatin1String("keyturnctl: ") + text);
}

void Output::note(const QString &text)
{
    (void)writeAll(STDERR_FILENO, (text + u'\n').toUtf8()); // there is nobody to tell
}

bool Output::isTerminal()
{
    return ::isatty(STDOUT_FILENO) == 1;
}

QString printable(const QString &text)
{
    QString out = text;
    for (QChar &c : out) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Other_Format)
            c = u'?';
    }
    return out;
}

} // namespace keyturn::cli
