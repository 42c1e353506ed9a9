#include "core/desktop/autostart.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr auto mark = "X-Keyturn-Autostart=true";

//! Desktop Entry Specification, "The Exec key": in quotes, with " ` $ and \ escaped; then \ once more, as in any string
//! of such a file; and % stands for itself only when doubled.
QString quotedArgument(const QString &argument)
{
    QString quoted;
    for (const QChar c : argument) {
        if (c == u'"' || c == u'`' || c == u'$')
            quoted += u"\\\\"_s;
        if (c == u'\\')
            quoted += u"\\\\\\"_s;
        if (c == u'%')
            quoted += u'%';
        quoted += c;
    }
    return u'"' + quoted + u'"';
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64LL * 1024) : QByteArray();
}

} // namespace

Autostart::Autostart(const QString &configHome) : m_file(configHome + u"/autostart/keyturn.desktop"_s)
{}

bool Autostart::isForeign() const
{
    return QFileInfo::exists(m_file) && !contentOf(m_file).split('\n').contains(mark);
}

bool Autostart::isOn() const
{
    const QByteArrayList lines = contentOf(m_file).split('\n');
    return lines.contains(mark) && !lines.contains("Hidden=true");
}

QByteArray Autostart::entryText(const QString &program, const QStringList &arguments)
{
    QStringList command{quotedArgument(program)};
    for (const QString &argument : arguments)
        command.append(quotedArgument(argument));
    return "[Desktop Entry]\nType=Application\nName=Keyturn\nComment=Reminds of due dates\nExec="
           + command.join(u' ').toUtf8() + "\nIcon=keyturn\nTerminal=false\n" + mark + "\n";
}

QString Autostart::switchOn(const QString &program, const QStringList &arguments) const
{
    if (isForeign())
        return u"%1 was not written by Keyturn"_s.arg(m_file);
    if (!QDir().mkpath(QFileInfo(m_file).path()))
        return u"%1 cannot be made"_s.arg(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly) || file.write(entryText(program, arguments)) < 0 || !file.commit())
        return file.errorString();
    return {};
}

QString Autostart::switchOff() const
{
    if (!QFileInfo::exists(m_file))
        return {};
    if (isForeign())
        return u"%1 was not written by Keyturn"_s.arg(m_file);
    QFile file(m_file);
    return file.remove() ? QString() : file.errorString();
}

} // namespace keyturn
