#pragma once
#include "core/async/task.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"

#include <QDateTime>
#include <QUrl>

namespace keyturn {

//! What a refresh needs (RFC 6749 section 6).
struct RefreshGrant {
    QUrl tokenUrl;
    QByteArray clientId;
    SecretString clientSecret;
    SecretString refreshToken;
    QByteArray scope; //!< empty: not sent
};

struct TokenSet {
    SecretString accessToken;
    SecretString refreshToken; //!< the one to store: rotated by the server, else the one we sent
    bool refreshTokenRotated = false;
    QDateTime expiresAt; //!< UTC; invalid when the server sent no usable expires_in
};

//! OAuth 2.0 token endpoint; LWA is one of many. Holds no credentials.
class TokenEndpoint {
public:
    //! \p rehearsal: every request goes to this loopback origin (path kept) instead of the grant's host; empty in
    //! earnest.
    TokenEndpoint(HttpClient &http, const Clock &clock, QUrl rehearsal);

    //! Exchanges a refresh token: exactly one wire request, never retried, because a server that rotates refresh tokens
    //! has already spent the old one when the answer is lost. Refuses (Invalid) token URLs that are not https on a host
    //! Keyturn knows: a value inside a secret never chooses where another secret goes. Answers pass a gate: 2xx, JSON,
    //! token_type present, access_token a non-empty string; anything else is an error and must change nothing.
    Task<Result<TokenSet>> refresh(RefreshGrant grant) const;

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_rehearsal;
};

} // namespace keyturn
