#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/oauth/form.h"
#include "app/sandbox/oauth/provider.h"
#include "app/sandbox/store/store.h"

namespace keyturn::sandbox::oauth {

//! One request at a token endpoint, from the form to the tokens.
class TokenRequest {
public:
    TokenRequest(Store &store, Authorizations &authorizations, const QDateTime &now) :
        m_store(store), m_authorizations(authorizations), m_now(now)
    {}

    //! The members of a successful answer (RFC 6749 section 5.1), or what section 5.2 calls the reason.
    Result<QJsonObject> answer(const Request &request);
    //! HTTP status of the refusal.
    int status() const { return m_status; }
    //! As far as the request told whom it is from.
    const Behaviour &behaviour() const { return m_behaviour; }

private:
    Error refused(const QString &code, const QString &description);
    Error badClient(bool challenge);
    Error deadToken(const QString &description);
    Result<> readJson(const QByteArray &body);
    QList<OAuthToken> accessTokensOf(const QString &family) const;
    Result<> readBody(const Request &request);
    Result<> authenticate(const Request &request);
    Result<QJsonObject> refresh();
    Result<QJsonObject> clientCredentials();
    Result<QJsonObject> redeemCode();
    Result<QJsonObject> replace(OAuthToken spent, const QString &scope);
    Result<QJsonObject> reused(const OAuthToken &token);
    //! The scope asked for, which must lie within \p granted; all of it where none was asked for.
    Result<QString> scopeWithin(const QString &granted);
    OAuthToken issue(OAuthToken::Kind kind, const QString &text, const QString &family, const QString &scope) const;
    QJsonObject issued(const QString &accessToken) const;
    QString newText(OAuthToken::Kind kind) const;

    Store &m_store;
    Authorizations &m_authorizations;
    const QDateTime m_now;
    Form m_form;
    OAuthClient m_client;
    Behaviour m_behaviour;
    int m_status = 400;
};

} // namespace keyturn::sandbox::oauth
