#pragma once
#include "core/document/secret_document.h"

namespace keyturn {

//! One change to the value of an entry, as a user makes it. It names keys, not places in the text, so that a list of
//! edits can be undone, stored and applied again to a newer version of the same secret.
struct FieldEdit {
    enum class Kind {
        Set,     //!< a number stays a number if the new text is one; any other text becomes a JSON string
        SetJson, //!< the value is JSON, kept as it is spelt
        Add,     //!< a string, behind `after` or as the last
        AddJson,
        Remove,
        Rename, //!< to `newKey`; keeps its place and the bytes of its value
        Move,   //!< to `position` among its siblings
        Raw,    //!< `value` is the whole new text
    };
    Kind kind = Kind::Set;
    QString key; //!< key of the secret or parameter name; Set with none on a raw text is the same as Raw
    SecretString value;
    QStringList below = {};            //!< from the key to a nested value, see JsonPath; empty: the key's own
    std::optional<QString> after = {}; //!< Add, AddJson: the sibling before it; none: as the last
    QString newKey = {};               //!< Rename
    qsizetype position = 0;            //!< Move

    JsonPath path() const { return QStringList{key} + below; }

    static FieldEdit raw(const SecretString &text);
    static FieldEdit rename(const QString &key, const QString &newKey);
    static FieldEdit move(const QString &key, qsizetype position);

    friend bool operator==(const FieldEdit &, const FieldEdit &) = default;
};

//! The edit that makes a copy of \p key named \p copy right behind it; none if there is no such key.
std::optional<FieldEdit> duplicateOf(const SecretDocument &document, const QString &key, const QString &copy);

//! The document after all \p edits, one after the other; the first that is not possible is the error. Pure.
Result<SecretDocument> applied(const SecretDocument &document, const QList<FieldEdit> &edits);

} // namespace keyturn
