#pragma once
#include "core/async/task.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"
#include "core/oauth/provider.h"
#include "core/oauth/token_answer.h"

#include <QList>
#include <QUrl>

namespace keyturn {

//! What is asked for: RFC 6749 section 6, 4.4 where there is no refresh token, or 4.1.3 after a consent.
struct TokenGrant {
    enum class Type { RefreshToken, ClientCredentials, AuthorizationCode };

    QUrl tokenUrl;
    QString agreedOrigin; //!< the tokenOrigin() that a person has agreed to; not needed for hosts of the table
    Type type = Type::RefreshToken;
    QByteArray clientId;
    SecretString clientSecret; //!< empty: a public client
    SecretString refreshToken; //!< sent by its own type alone
    SecretString code;         //!< these three by AuthorizationCode alone
    QByteArray redirectUri;
    SecretString verifier;
    QByteArray scope;                                    //!< empty: not sent
    QList<std::pair<QByteArray, QByteArray>> parameters; //!< sent besides
    Provider::Authentication authentication = Provider::Authentication::Form;
    Provider::Body body = Provider::Body::Form;
};

//! A token request as it may be shown: names as they are sent, and of secrets only how long they are.
struct TokenRequestView {
    struct Field {
        QString name;
        QString value;        //!< empty where it is secret
        qsizetype hidden = 0; //!< bytes of a secret
    };
    QUrl url;
    bool isJson = false;  //!< else a form
    bool isBasic = false; //!< client id and secret in the Authorization header
    QList<Field> fields;  //!< in the order of the body; those of the header first
};
TokenRequestView viewOf(const TokenGrant &grant);

//! An OAuth 2.0 token endpoint, anybody's. Holds no credentials.
class TokenEndpoint {
public:
    //! \p rehearsal: every request goes to this loopback origin (path kept) instead of the grant's host; empty in
    //! earnest.
    TokenEndpoint(HttpClient &http, const Clock &clock, QUrl rehearsal);

    bool isRehearsal() const { return !m_rehearsal.isEmpty(); }
    //! Where a request for \p url goes: itself, or its place in the rehearsal.
    QUrl placeOf(const QUrl &url) const;

    //! Asks for tokens: exactly one wire request, never repeated, because a server that rotates refresh tokens
    //! has already spent the old one when the answer is lost. Gives whatever came, refusals and broken answers too; it
    //! is read by verdictOn(). Refuses (Invalid) token URLs that are not https on a host Keyturn knows: a value inside
    //! a secret never chooses where another secret goes. Other errors: nothing came; see mayHaveBeenAsked().
    Task<Result<TokenAnswer>> ask(TokenGrant grant) const;

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_rehearsal;
};

//! Whether the request behind an error of ask() may have reached the provider. False only where no byte of it left.
bool mayHaveBeenAsked(const Error &error);

} // namespace keyturn
