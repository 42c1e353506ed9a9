#pragma once
#include "core/async/task.h"
#include "core/secrets/entry.h"

namespace keyturn {

class Connection;

//! One version in the history of an entry. Metadata only, no value.
struct VersionRow {
    QString id;          //!< VersionId, or the parameter's version number
    QString name;        //!< of the parameter; empty for secrets
    QStringList labels;  //!< staging labels
    QDateTime createdAt; //!< UTC
    QString by;          //!< who wrote it, where AWS says (parameters)
};

//! Every version of a secret or of the parameters of an entry, newest first. \p connection must outlive the task.
Task<Result<QList<VersionRow>>> readVersions(Connection *connection, Entry entry);

} // namespace keyturn
