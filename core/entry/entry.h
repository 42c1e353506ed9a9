#pragma once
#include "core/document/key_map.h"
#include "core/due/due_date.h"
#include "core/stores/entry_id.h"
#include "core/stores/parameter_metadata.h"
#include "core/stores/secret_metadata.h"

namespace keyturn {

//! The part of a name after the last '/'.
QString leafOf(const QString &name);

//! One row of the list: a secret, a parameter, or parameters that belong together. Metadata only, no values.
struct Entry {
    EntryId id;
    QString arn;
    QString description;
    QDateTime createdAt; //!< of secrets; invalid where it is not known
    QDateTime lastChangedAt;
    QMap<QString, QString> tags;
    QList<DueDate> due;  //!< earliest first; all but the end of the access token, see addKnownDates()
    QDateTime deletedAt; //!< valid: marked for deletion
    QString editedBy;    //!< not empty: not from here, but in this region (isReplica) or by this AWS service
    // Small ones side by side: there may be 100,000 entries.
    CredentialKind kind = CredentialKind::Unknown;
    qint32 versionCount = 0; //!< versions with a label (secrets) or the version number (parameters)
    bool isReplica = false;
    bool rotationEnabled = false;
    bool rotationPending = false;        //!< AWSPENDING on another version: a rotation runs or was left unfinished
    RotationRules rotationRules;         //!< of secrets; count where rotationEnabled
    QString currentVersion;              //!< AWSCURRENT's VersionId, empty for parameters
    QDateTime tokenExpiresAt;            //!< of the access token, where it is known; else invalid
    QList<ParameterMetadata> parameters; //!< one, or the members of a group; empty for secrets

    bool isGroup() const { return parameters.size() > 1; }
    //! Its value can be changed here and now, as far as the entry itself is concerned.
    bool isWritable() const { return !deletedAt.isValid() && editedBy.isEmpty(); }
    //! What names it in a request: a secret's ARN where it is known, else the name.
    QString secretId() const { return arn.isEmpty() ? id.name : arn; }
    //! Of a parameter or a group; the entry's own name where its parameters are not known.
    QStringList parameterNames() const;
    //! The part of the name after the last '/', and what stands before it.
    QString leafName() const;
    QString folder() const;

    friend bool operator==(const Entry &, const Entry &) = default;
};

//! One key and value of an opened entry: a member of a JSON secret, one parameter of a group, or the whole value.
struct EntryField {
    QString key; //!< key of the secret, or full parameter name; empty when the value is not a JSON object
    KeyRole role = KeyRole::Other;
    bool sensitive = true;
    bool isString = true; //!< a JSON string; else the value is the JSON text of a number, object, ...
    SecretString value;
    //! When the value became what it is; UTC. Invalid: not known, as a secret's versions do not tell which key changed.
    QDateTime changedAt;
    bool isOlder = false; //!< changedAt is the oldest version that was kept: the value may be older
};

} // namespace keyturn
