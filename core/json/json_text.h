#pragma once
#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace keyturn {

//! The text of a JSON string (with its quotes, already scanned) as UTF-8; nothing if it holds half a surrogate pair.
std::optional<QByteArray> decodedJsonString(QByteArrayView quoted);

//! Offset of the first byte that is not valid UTF-8; -1 if all is well.
qsizetype utf8Fault(QByteArrayView text);

//! Of one hexadecimal digit; -1 if it is none.
int jsonHexValue(char c);

} // namespace keyturn
