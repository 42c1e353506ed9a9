#pragma once
#include "core/async/task.h"
#include "core/stores/cloud_trail_client.h"
#include "core/versions/version_history.h"

namespace keyturn {

class Connection;

//! Who made a version of a secret.
struct VersionWriter {
    QString by;   //!< ARN of the caller
    QString call; //!< "PutSecretValue"; "RotateSecret" where a rotation made it and nobody is known to have written it
    QDateTime at; //!< UTC
};

//! The call among \p events that made the version \p row of the secret with \p secretArn; none: it is not there.
//! Requests that are repeated made it with the first. Pure.
std::optional<VersionWriter> writerOf(const VersionRow &row, const QString &secretArn, const QList<TrailEvent> &events);

//! What CloudTrail knows of \p rows, by version id: those of the last 90 days. It is asked about the moment of each
//! version, twice a second at most. An error ends it: what was found before is given up.
Task<Result<QHash<QString, VersionWriter>>> readWriters(Connection *connection, QString secretArn,
                                                        QList<VersionRow> rows);

} // namespace keyturn
