#include "core/doctor/support_bundle.h"

#include "core/base/redaction.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSysInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

extern char **environ; // NOLINT: POSIX names it so

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString shortened(const QString &text)
{
    static const QRegularExpression account(u"(?<![0-9A-Za-z])[0-9]{8}([0-9]{4})(?![0-9A-Za-z])"_s);
    QString safe = redacted(text);
    safe.replace(account, u"…\\1"_s);
    if (const QString home = QDir::homePath(); home.size() > 1)
        safe.replace(home, u"~"_s);
    return safe;
}

//! Of those that decide how Keyturn works.
QStringList variableNames()
{
    static const QRegularExpression known(
        u"\\A(AWS_|XDG_|QT_|DBUS_|LC_|LANG|DISPLAY|WAYLAND_DISPLAY|SSL_|HTTPS?_PROXY|NO_PROXY|https?_proxy|no_proxy)"_s);
    QStringList names;
    for (char **variable = environ; *variable != nullptr; ++variable) {
        const QString name = QString::fromLocal8Bit(*variable).section(u'=', 0, 0);
        if (known.match(name).hasMatch())
            names.append(redacted(name));
    }
    names.sort();
    return names;
}

} // namespace

QByteArray supportBundle(const QList<Diagnosis> &findings)
{
    QStringList lines{
        u"Keyturn "_s + QLatin1String(KEYTURN_VERSION),
        u"Qt "_s + QLatin1String(qVersion()),
        QSysInfo::prettyProductName() + u", "_s + QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion() + u", "_s
            + QSysInfo::currentCpuArchitecture(),
        u"variables: "_s + variableNames().join(u' '),
        {},
    };
    for (const Diagnosis &finding : findings) {
        lines.append(finding.level.leftJustified(7) + finding.about.leftJustified(13) + shortened(finding.text));
        if (!finding.fix.isEmpty())
            lines.append(QString(20, u' ') + shortened(finding.fix));
    }
    return lines.join(u'\n').toUtf8() + '\n';
}

Result<> writeSupportBundle(const QString &path, const QByteArray &bundle)
{
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    const int handle = ::open(QFile::encodeName(path).constData(), flags, 0600);
    if (handle < 0)
        return Error{ErrorKind::Io, Refusal::FileWrite,
                     u"%1 cannot be made: %2."_s.arg(path, QString::fromLocal8Bit(std::strerror(errno)))};
    QFile file;
    const bool isOpen = file.open(handle, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle);
    if (isOpen && file.write(bundle) == bundle.size() && file.flush())
        return {};
    file.close();
    QFile::remove(path);
    return Error{ErrorKind::Io, Refusal::FileWrite, u"%1 cannot be written: the disk may be full."_s.arg(path)};
}

} // namespace keyturn
