#pragma once
#include "core/connection/connection.h"
#include "core/entry/entry.h"

namespace keyturn {

//! A secret, or parameters under one path, that do not exist yet.
struct NewEntry {
    Store store = Store::SecretsManager;
    QString name; //!< of the secret, of the parameter, or the path of several
    QString description;
    QString kmsKeyId; //!< empty: the service's own key
    QMap<QString, QString> tags;
    // secrets
    SecretString value;
    bool binary = false;
    QStringList replicaRegions;
    // parameters: the part of the name behind the path (empty: the name itself) and the value
    QList<std::pair<QString, SecretString>> parameters;

    QStringList parameterNames() const;
};

//! Creates it; nothing that exists is overwritten. Of several parameters those before the first failure stay, and the
//! error says which. \p token makes a repeated creation of a secret the same one. \p connection must outlive the task.
Task<Result<>> createEntry(Connection *connection, NewEntry wanted, QString token);

} // namespace keyturn
