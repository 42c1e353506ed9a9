#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace keyturn {

//! The text of a JSON string (with its quotes, already scanned) as UTF-8; nothing if it holds half a surrogate pair.
std::optional<QByteArray> decodedJsonString(QByteArrayView quoted);

//! Of the JSON string, already scanned, whose opening quotation mark is at \p at: behind the closing one.
qsizetype jsonStringEnd(QByteArrayView json, qsizetype at);

//! Two JSON values, already scanned, that differ at most in the blanks between their tokens and in how strings are
//! escaped.
bool isSameJson(QByteArrayView a, QByteArrayView b);

//! \p utf8 with every character: QString::fromUtf8 drops a leading U+FEFF, which may belong to a key.
QString exactText(QByteArrayView utf8);

//! Appends \p c, a code point that is no half of a surrogate pair.
void appendUtf8(QByteArray &out, char32_t c);

//! Offset of the first byte that is not valid UTF-8; -1 if all is well.
qsizetype utf8Fault(QByteArrayView text);

//! Of one hexadecimal digit; -1 if it is none.
int jsonHexValue(char c);

} // namespace keyturn
