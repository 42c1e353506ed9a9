#pragma once
#include "app/sandbox/store/oauth_records.h"
#include "core/base/result.h"

#include <QStringList>
#include <vector>

namespace keyturn::sandbox::oauth {

//! How a token endpoint treats a client. The names in JSON stand beside the members.
struct Behaviour {
    enum class RefreshToken {
        Keep,   //!< the answer repeats it
        Omit,   //!< the answer leaves it out; it stays valid (RFC 6749 section 6)
        Rotate, //!< each use spends it; using a spent one revokes the family (RFC 9700 section 4.14.2)
    };

    RefreshToken refreshToken = RefreshToken::Keep; // refreshToken: "keep", "omit", "rotate"
    int leewaySeconds = 0;                          // leewaySeconds: a spent one is accepted for that long
    bool sameSuccessor = true;                      // leewaySuccessor: "same" token again, or a "new" one
    int refreshTokenSeconds = 0;                    // refreshTokenSeconds: its life; 0: for ever
    int expiresIn = 3600;                           // expiresIn: life of an access token, seconds
    bool expiresInIsText = false;                   // expiresInType: "number", "string"
    QStringList authentication = {"basic", "form"}; // authentication
    QStringList grantTypes = {"refresh_token", "client_credentials", "authorization_code"}; // grantTypes
    int secretGraceSeconds = 7 * 24 * 3600; // secretGraceSeconds: an old client secret after a rotation
    int propagationSeconds = 0; // propagationSeconds: until a new access token, or client secret, is known everywhere
    QString grantedScope = {};  // grantedScope: what a refresh grants and tells, whatever was asked for; empty: that
    //! What a refusal looks like.
    enum class Refusal {
        Standard, //!< RFC 6749 section 5.2
        OkFalse,  //!< {"ok": false, "error": CODE}
        Status,   //!< {"status": CODE, "message": TEXT}, no member "error"
    };
    Refusal refusal = Refusal::Standard;
    int refusalStatus = 400;             //!< of everything but invalid_client
    QString deadToken = "invalid_grant"; //!< code for a refresh token that is spent, revoked or unknown
    bool accessDiesToo = false;          //!< a rotation ends the access tokens before it
    bool takesJson = false;              //!< the request's body is JSON
    bool tellsLife = true;               //!< expires_in is in the answer
    int badFormStatus = 400;             //!< of invalid_client for credentials in the form; with Basic it is always 401
    QString redirectUri = {}; // redirectUri: registered for the application; empty: that of its provider's ConsentRule

    QString accessPrefix = {};
    QString refreshPrefix = {};
    int tokenLength = 64; //!< characters after the prefix
};

//! How a provider asks its users for consent (RFC 6749 section 4.1).
struct ConsentRule {
    QByteArray path;              //!< of its authorization endpoint; "*" for any one segment
    QString redirectUri;          //!< registered for applications that have named no other
    bool anyLoopbackPort = false; //!< RFC 8252 section 7.3; otherwise it is compared letter by letter
    //! The end of the path that is not part of the issuer, which answers name then (RFC 9207); null: they do not.
    QByteArray behindIssuer = {};
    //! "name=value" that the request must hold, or no refresh token is issued.
    QString offline = {};
};

struct Provider {
    QString name;
    QByteArray path; //!< of its token endpoint, compared without case; "*" for any one segment
    Behaviour behaviour;
    ConsentRule consent = {};

    //! Its own path, or /oauth/NAME/token. Several share a path: the client tells which is meant.
    bool isAt(const QByteArray &asked) const;
    //! The same of its authorization endpoint, or /oauth/NAME/authorize.
    bool asksForConsentAt(const QByteArray &asked) const;
};

//! The rows of the table of ConsentRules, in consent_rules.cpp.
ConsentRule consentRuleOf(const QString &name);

//! The table of providers, in providers.cpp. To add one, add a row.
const std::vector<Provider> &providers();
const Provider *provider(const QString &name);

//! That of the client's provider with the client's own settings laid over it.
Behaviour behaviourOf(const OAuthClient &client);
//! \p settings laid over \p behaviour; ValidationException names the member that is wrong.
Result<Behaviour> overlaid(Behaviour behaviour, const QJsonObject &settings);
//! \p client with a new secret; the one before is accepted for its behaviour's secretGraceSeconds.
OAuthClient withSecret(OAuthClient client, const QString &secret, const QDateTime &now);
QJsonObject toJson(const Behaviour &behaviour);

} // namespace keyturn::sandbox::oauth
