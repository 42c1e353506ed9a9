#pragma once
#include "core/document/import_text.h"

namespace keyturn {

//! The line formats of importText(); \p text is valid UTF-8 without a byte order mark.
ImportedText importLines(QByteArrayView text);

} // namespace keyturn
