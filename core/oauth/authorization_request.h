#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"
#include "core/http/loopback_listener.h"
#include "core/oauth/provider.h"

namespace keyturn {

//! Whom to ask for consent, and as whom.
struct AuthorizationTarget {
    QUrl authorizationUrl; //!< https, see checkTokenUrl()
    QUrl tokenUrl;         //!< its issuer's other address
    QString issuer;        //!< that answers must name; empty: see Provider::issuer
    QString redirectUri;   //!< as registered, with the port that is listened on
    QByteArray clientId;
    QByteArray scope;
    QList<std::pair<QByteArray, QByteArray>> parameters;
};

//! One request for consent (RFC 6749 section 4.1 with PKCE of RFC 7636, S256), and what its answer is known by.
struct AuthorizationRequest {
    QUrl url; //!< for the browser; holds no secret
    QString redirectUri;
    QByteArray state;      //!< 256 random bits
    SecretString verifier; //!< goes to the token endpoint alone
    QString issuer;
    QStringList origins; //!< of whom is asked: where no issuer is known, an answer names one of them or none
};

//! Where the consent of \p provider is asked for whose tokens come from \p tokenUrl. Empty: not known.
QUrl authorizationUrlOf(const Provider &provider, const QUrl &tokenUrl);
QString issuerOf(const Provider &provider, const QUrl &tokenUrl);

//! Fresh state and verifier. Invalid "authorization-url" where the address is not one to send people to; Io "random"
//! where the system has no randomness.
Result<AuthorizationRequest> authorizationRequest(const AuthorizationTarget &target);
//! RFC 7636 section 4.2: BASE64URL(SHA256(verifier)).
QByteArray pkceChallenge(const SecretString &verifier);

//! Whether an answer's \p query has the state of \p request, compared in constant time: everything else is somebody
//! else's answer, or nobody's.
bool isAnswerTo(const AuthorizationRequest &request, QByteArrayView query);
//! The code of an answer. Protocol "wrong-state", "wrong-issuer" or "malformed-answer"; Auth with the provider's word,
//! "access_denied" where somebody said no. Operation "authorize".
Result<SecretString> codeIn(const AuthorizationRequest &request, QByteArrayView query);
//! The same of an address that was copied out of the browser. Invalid "not-the-redirect" where it is another one.
Result<SecretString> codeInPasted(const AuthorizationRequest &request, const QString &text);

//! How long a person has who is asked in the browser.
constexpr std::chrono::minutes consentPatience{5};
//! Waits for the browser. Errors of LoopbackListener::answer() and codeIn(), operation "authorize". The listener
//! outlives the task.
Task<Result<SecretString>> codeFrom(LoopbackListener *listener, AuthorizationRequest request,
                                    std::chrono::milliseconds patience = consentPatience);

} // namespace keyturn
