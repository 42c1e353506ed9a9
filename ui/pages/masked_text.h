#pragma once
#include "core/secrets/entry_store.h"

#include <QString>

namespace keyturn {

//! The text of an entry as a save would write it, with dots for every sensitive value: always the same number, whatever
//! the length. Layout and escapes of the original are not kept.
QString maskedText(const EntryContent &content, const QList<FieldEdit> &edits);

} // namespace keyturn
