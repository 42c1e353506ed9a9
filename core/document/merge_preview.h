#pragma once
#include "core/document/field_edit.h"
#include "core/document/import_text.h"
#include "core/document/key_map.h"

namespace keyturn {

//! What pasting would do to one key. A value to be shown, chosen from, and applied.
struct MergeLine {
    enum class Change { Added, Changed, Same };
    QString key;
    Change change = Change::Same;
    SecretString before; //!< Changed, Same
    SecretString after;
    FieldEdit edit; //!< nothing to be applied for Same
};

//! One line for each of \p values, in their order. Keys that are not among them stay as they are. A number of the
//! document stays a number where \p values do not tell types, and a string a string where YAML has a number without
//! quotes. JSON that differs in blanks and escapes only is the same. Empty if the document is raw.
QList<MergeLine> mergePreview(const SecretDocument &document, const QList<ImportedValue> &values);

//! An answer of a token endpoint (access_token, token_type, ...) under the keys that the document has for these roles;
//! token_type, expires_in and what has no key there is left out. Any other values as they are.
QList<ImportedValue> tokenAnswerAsKeys(const QList<ImportedValue> &values, const KeyMap &keyMap);

} // namespace keyturn
