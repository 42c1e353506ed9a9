#pragma once
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace keyturn {

//! A finding in words.
struct Diagnosis {
    QString about;
    QString level; //!< "ok", "note" or "wrong"
    QString text;
    QString fix; //!< empty where there is nothing to do
};

//! What can be given to somebody who helps, as text: versions of the program and the system, names of the variables
//! that are set (never their values), and the findings. Accounts are shortened to their last four digits, the home
//! folder to ~, and everything that looks like a credential is taken out.
QByteArray supportBundle(const QList<Diagnosis> &findings);
//! Into a new file for the user alone (0600). Io "file-write", also where something is there already; the detail
//! is for people.
Result<> writeSupportBundle(const QString &path, const QByteArray &bundle);

} // namespace keyturn
