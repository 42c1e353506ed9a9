#pragma once
#include "core/async/task.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"
#include "core/oauth/provider_rule.h"
#include "core/oauth/token_answer.h"

#include <QUrl>

namespace keyturn {

//! What a refresh needs (RFC 6749 section 6).
struct RefreshGrant {
    QUrl tokenUrl;
    QByteArray clientId;
    SecretString clientSecret;
    SecretString refreshToken;
    QByteArray scope; //!< empty: not sent
    ProviderRule::Authentication authentication = ProviderRule::Authentication::Form;
};

//! OAuth 2.0 token endpoint; LWA is one of many. Holds no credentials.
class TokenEndpoint {
public:
    //! \p rehearsal: every request goes to this loopback origin (path kept) instead of the grant's host; empty in
    //! earnest.
    TokenEndpoint(HttpClient &http, const Clock &clock, QUrl rehearsal);

    bool isRehearsal() const { return !m_rehearsal.isEmpty(); }

    //! Sends a refresh token: exactly one wire request, never repeated, because a server that rotates refresh tokens
    //! has already spent the old one when the answer is lost. Gives whatever came, refusals and broken answers too; it
    //! is read by verdictOn(). Refuses (Invalid) token URLs that are not https on a host Keyturn knows: a value inside
    //! a secret never chooses where another secret goes. Other errors: nothing came; see mayHaveBeenAsked().
    Task<Result<TokenAnswer>> ask(RefreshGrant grant) const;

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_rehearsal;
};

//! Whether the request behind an error of ask() may have reached the provider. False only where no byte of it left.
bool mayHaveBeenAsked(const Error &error);

} // namespace keyturn
