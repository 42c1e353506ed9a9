#pragma once
#include "core/async/task.h"
#include "core/rotation/refresh_settings.h"
#include "core/secret_rotation/rotation_finding.h"

namespace keyturn {

class Connection;

//! Reads what tells how far the rotation of a secret is. Values are read only where AWSPENDING is on another version
//! than AWSCURRENT.
class RotationInspector {
public:
    //! \p connection outlives this and its tasks. \p keys: which key is what, where the names do not tell.
    RotationInspector(Connection &connection, RefreshSettings settings) :
        m_connection(connection), m_settings(std::move(settings))
    {}

    Task<Result<RotationFinding>> look(QString secretId) const;
    Task<Result<RotationFacts>> facts(QString secretId) const;

private:
    using Content = std::optional<EntryContent>;
    //! None: there is no such value.
    Task<Result<Content>> content(SecretMetadata metadata, QString versionId) const;
    Task<Result<QList<SecretVersion>>> versions(QString secretId) const;

    Connection &m_connection;
    const RefreshSettings m_settings;
};

} // namespace keyturn
