#pragma once
#include "core/base/result.h"

#include <QList>
#include <QStringList>

namespace keyturn::cli {

//! A unit of the user's own that was written, or was there just so.
struct InstalledUnit {
    QString path;
    QString text;
    bool isNew = false;
};

//! Writes keyturn-due.service and keyturn-due.timer into \p folder, which is made; the service runs \p command. Files
//! that Keyturn has not written are left as they are: Io "foreign-unit", before anything is written.
Result<QList<InstalledUnit>> installDueTimer(const QString &folder, const QStringList &command);

//! A command line as systemd.service(5) reads it: quoted, and with % and $ taken literally.
QString systemdCommand(const QStringList &command);

} // namespace keyturn::cli
