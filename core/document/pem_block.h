#pragma once
#include "core/base/secret_string.h"

namespace keyturn {

//! Offset behind the PEM block that begins at \p at, and behind those that follow it without a line between; -1 where
//! it is not whole or holds what is neither base64 nor a header.
qsizetype pemEnd(QByteArrayView text, qsizetype at);
//! The block with its lines separated by LF, whatever separated them.
SecretString pemText(QByteArrayView block);

//! base64 of one line, with its = at the end.
bool isBase64(QByteArrayView line);
//! Looks like the end of a base64 text rather than KEY= without a value. \p isTorn: the value before it looks cut off.
bool isLooseBase64(QByteArrayView line, bool isTorn);

} // namespace keyturn
