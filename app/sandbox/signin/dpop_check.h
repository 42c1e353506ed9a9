#pragma once
#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>

namespace keyturn::sandbox {

//! What a DPoP header (RFC 9449) must be for one POST to \p url: signed by the private half of \p publicPem (P-256),
//! made for that address at about \p now. Its jti, which the caller takes once. Invalid says what is wrong.
Result<QString> checkProof(const QByteArray &proof, const QByteArray &publicPem, const QString &url,
                           const QDateTime &now);
//! Whether that is a public key on P-256.
bool isPublicKey(const QByteArray &pem);

} // namespace keyturn::sandbox
