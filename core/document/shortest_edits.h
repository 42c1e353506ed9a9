#pragma once
#include "core/document/field_edit.h"

#include <QHash>

namespace keyturn {

//! Which key of the opened text each key of the edited one was; keys that were added are not in it. Key by key: the
//! same name after an edit of the whole text is the same key.
QHash<QString, QString> originsOfKeys(const SecretDocument &base, const QList<FieldEdit> &edits);

//! The fewest edits that lead from \p base to the same bytes as \p edits do, by key where that is possible, so that
//! undone work disappears and a review sees keys. Keys of the opened text come first: removed, set, renamed; then
//! added, then moved. Empty where the bytes are those of \p base. Pure.
QList<FieldEdit> shortestEdits(const SecretDocument &base, const QList<FieldEdit> &edits, const SecretDocument &result);

} // namespace keyturn
