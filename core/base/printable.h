#pragma once
#include "core/base/secret_string.h"

#include <QString>

namespace keyturn {

//! Whether a terminal obeys \p c or shows nothing where it stands: C0, DEL and C1, line and paragraph separators,
//! bidirectional controls, halves of surrogate pairs, and everything without a width of its own.
bool isHidden(char32_t c);

//! \p text as one line that steers no terminal and hides nothing: \n, \x1b, \u202e, \U000e0041 in place of what is
//! hidden. Every text of foreign origin goes through it before a terminal shows it.
QString printable(QStringView text);

//! The same for JSON: what is hidden stands there as JSON's own escapes, so that a reader gets every character back.
//! Blanks between the tokens become spaces.
SecretString printableJson(const SecretString &json);

//! How many characters of a text printable() would write differently, line breaks and tabs aside; what is not UTF-8
//! counts byte by byte.
qsizetype hiddenCharacters(QByteArrayView utf8);

} // namespace keyturn
