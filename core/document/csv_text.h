#pragma once
#include "core/document/import_text.h"

namespace keyturn {

//! The first line is key,value (or name, or variable; also with ; or a tab between, quoted, in any case).
bool isCsv(QByteArrayView text);

//! RFC 4180 with two cells a line. An apostrophe before = + - @ tab, carriage return or another apostrophe only keeps
//! spreadsheets from calculating, as exportText() writes it, and goes. \p text is valid UTF-8 for which isCsv() is
//! true.
ImportedText importCsv(QByteArrayView text);

} // namespace keyturn
