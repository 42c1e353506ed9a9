#pragma once
#include "core/entry/entry_content.h"

#include <QString>

namespace keyturn {

//! The text of an entry as a save would write it, in its own layout, with dots for every sensitive value: always the
//! same number, whatever the length.
QString maskedText(const EntryContent &content, const QList<FieldEdit> &edits);

} // namespace keyturn
