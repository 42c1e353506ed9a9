#pragma once
#include "core/document/import_text.h"

namespace keyturn {

//! The .env format of importText(); \p text is valid UTF-8 without a byte order mark and without NUL.
ImportedText importLines(QByteArrayView text);

} // namespace keyturn
