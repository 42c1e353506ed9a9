#pragma once
#include "core/base/clock.h"
#include "core/secrets/entry.h"

namespace keyturn {

class Connection;

//! Turns metadata into entries: recognises kinds and groups, computes due dates. Pure.
Entry entryFromSecret(const SecretMetadata &secret, const QString &region, const QDateTime &now);
//! Groups parameters that belong together (an SP-API trio under one path), the rest one entry each.
QList<Entry> entriesFromParameters(const QList<ParameterMetadata> &parameters, const QString &region,
                                   const QDateTime &now);
//! All dates of one entry, earliest first.
QList<DueDate> dueDatesOf(const SecretMetadata &secret);
QList<DueDate> dueDatesOf(const ParameterMetadata &parameter, KeyRole role);
//! The account in an ARN; empty if it is none.
QString accountFromArn(const QString &arn);

//! Lists both stores of a connection, page by page, side by side. Secrets and parameters arrive as they are read.
class EntryCatalog {
public:
    explicit EntryCatalog(Connection &connection);

    struct Batch {
        QList<Entry> entries; //!< replaces an earlier entry with the same id (a group grows as pages arrive)
        QList<Error> errors;  //!< a store that could not be listed; the other goes on
    };
    //! The next batch; empty optional when both stores are read. Destroy the task to stop.
    Task<std::optional<Batch>> next();

private:
    Connection &m_connection;
    PageStream<SecretMetadata> m_secrets;
    PageStream<ParameterMetadata> m_parameters;
    bool m_secretsDone = false;
    bool m_parametersDone = false;
    QList<ParameterMetadata> m_seen;
};

} // namespace keyturn
