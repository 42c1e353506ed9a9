#include "app/cli/due_timer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr auto unitMark = "# Written by \"keyturnctl due --install-timer\".";

class TimerText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::TimerText)
};

Error timerFault(Refusal refusal, const QString &why)
{
    return Error{ErrorKind::Io, refusal, why};
}

QString unitTemplate(const QString &name)
{
    QFile file(u":/systemd/"_s + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

//! What stands there already; empty if nothing does.
Result<QString> presentText(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return QString();
    QFile file(path);
    const bool isPlain = info.isFile() && !info.isSymLink();
    const QString text = isPlain && file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    if (!text.startsWith(QLatin1StringView(unitMark)))
        return timerFault(Refusal::ForeignUnit,
                          TimerText::tr("%1 was not written by Keyturn, so it stays as it is and nothing was written. "
                                        "Move it away, or write a unit of your own that runs \"keyturnctl due\".")
                              .arg(path));
    return text;
}

Result<> writeUnit(const QString &path, const QString &text)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        return timerFault(Refusal::Unit, TimerText::tr("%1 cannot be written: %2.").arg(path, file.errorString()));
    return {};
}

} // namespace

QString systemdCommand(const QStringList &command)
{
    QStringList words;
    for (QString word : command) {
        word.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s).replace(u'%', u"%%"_s).replace(u'$', u"$$"_s);
        words.append(u'"' + word + u'"');
    }
    return words.join(u' ');
}

Result<QList<InstalledUnit>> installDueTimer(const QString &folder, const QStringList &command)
{
    QList<InstalledUnit> units;
    for (const QString &name : {u"keyturn-due.service"_s, u"keyturn-due.timer"_s}) {
        InstalledUnit unit{folder + u'/' + name, unitTemplate(name).replace(u"@COMMAND@"_s, systemdCommand(command))};
        const Result<QString> present = presentText(unit.path);
        if (!present)
            return present.error();
        unit.isNew = *present != unit.text;
        units.append(unit);
    }
    if (!QDir().mkpath(folder))
        return timerFault(Refusal::Unit, TimerText::tr("The folder %1 cannot be made.").arg(folder));
    for (const InstalledUnit &unit : std::as_const(units)) {
        if (!unit.isNew)
            continue;
        if (const Result<> written = writeUnit(unit.path, unit.text); !written)
            return written.error();
    }
    return units;
}

} // namespace keyturn::cli
