#pragma once
#include "core/base/secret_string.h"

#include <QDateTime>
#include <QUrl>

#include <optional>

namespace keyturn {

//! The value of a DPoP header (RFC 9449) for one POST to \p url: that who sends it holds the private key \p pem, which
//! a refresh token is bound to. Good for one request. Nothing where \p pem is no unencrypted key on P-256.
std::optional<QByteArray> dpopProof(const SecretString &pem, const QUrl &url, const QDateTime &now);

} // namespace keyturn
