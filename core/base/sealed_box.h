#pragma once
#include "core/base/secret_string.h"

#include <QByteArray>
#include <optional>

namespace keyturn {

//! Bytes that only the key opens: AES-256-GCM (NIST SP 800-38D) with a nonce of its own for every box. For what has to
//! stay in memory while nobody may read it there; the key is kept elsewhere.
namespace sealed_box {

//! 32 random bytes.
SecretString makeKey();
//! Empty where \p key is none of makeKey().
QByteArray seal(const SecretString &content, const SecretString &key);
//! Nothing where \p key is another one, or a byte of \p box was changed.
std::optional<SecretString> open(const QByteArray &box, const SecretString &key);

} // namespace sealed_box

} // namespace keyturn
