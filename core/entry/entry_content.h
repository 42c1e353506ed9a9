#pragma once
#include "core/document/field_edit.h"
#include "core/entry/entry.h"

namespace keyturn {

//! An entry with its values, as read at one moment. A value; edits are made against it and compared with AWS on save.
struct EntryContent {
    Entry entry;
    QDateTime readAt;
    QString versionId;       //!< secrets: the version that was read
    QDateTime savedAt;       //!< when that version was made; parameters: the last of them
    bool binary = false;     //!< SecretBinary: replaced as a whole, by FieldEdit::raw()
    SecretDocument document; //!< secrets
    KeyMap keyMap;
    QList<EntryField> fields; //!< in document order; parameters in the order identifier, secret, refresh token, rest

    //! \p entry's secret with the value that GetSecretValue gave at \p readAt.
    static EntryContent ofSecret(Entry entry, const SecretValue &value, const QDateTime &readAt);
    //! \p entry's parameters with the values that GetParameters gave at \p readAt. NotFound where one has no value.
    static Result<EntryContent> ofParameters(Entry entry, const QList<Parameter> &values, const QDateTime &readAt);

    //! The same with the key map that a person has given, which goes before what was recognised.
    EntryContent withKeys(const QHash<KeyRole, QString> &given) const;
    const EntryField *field(const QString &key) const;
    //! The text a save would write. Parameters have no common text: an empty document, if the edits are possible.
    Result<SecretDocument> applied(const QList<FieldEdit> &edits) const;
};

} // namespace keyturn
