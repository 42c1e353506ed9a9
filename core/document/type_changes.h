#pragma once
#include "core/document/field_edit.h"

namespace keyturn {

//! A value that becomes another kind of JSON: programs that read it as a number may not read it as text.
struct TypeChange {
    QString key;       //!< as it is after the edits
    QStringList below; //!< from the key to a nested value; empty: the key's own
    JsonKind was = JsonKind::String;
    JsonKind becomes = JsonKind::String;
};

//! What \p edits do to the kinds of the values of \p base. Of nested values those that an edit names. Pure.
QList<TypeChange> typeChanges(const SecretDocument &base, const QList<FieldEdit> &edits);

//! Whether \p text is JSON of \p kind, without anything around it.
bool isJsonOf(QByteArrayView text, JsonKind kind);

} // namespace keyturn
