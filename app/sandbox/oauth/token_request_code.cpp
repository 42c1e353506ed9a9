#include "app/sandbox/oauth/token_request.h"

#include <utility>

namespace keyturn::sandbox::oauth {

using namespace Qt::StringLiterals;

//! RFC 6749 section 4.1.3 with RFC 7636.
Result<QJsonObject> TokenRequest::redeemCode()
{
    if (m_form.value(u"code"_s).isEmpty())
        return refused(u"invalid_request"_s, u"The request is missing a required parameter : code"_s);
    Authorization *const given = m_authorizations.find(m_form.value(u"code"_s));
    const auto invalid = [this](const QString &what) { return refused(u"invalid_grant"_s, what); };
    if (!given || given->clientId != m_client.id)
        return invalid(u"The code is not one that was issued to this client"_s);
    if (std::exchange(given->used, true)) { // RFC 6749 section 4.1.2: somebody has intercepted it
        const Result<> revoked = given->family.isEmpty() ? Result<>() : m_store.revokeFamily(given->family);
        if (!revoked)
            return revoked.error();
        return invalid(u"The code was used before; the tokens it led to are revoked"_s);
    }
    if (m_now >= given->expiresAt)
        return invalid(u"The code has expired"_s);
    if (m_form.value(u"redirect_uri"_s) != given->redirectUri)
        return invalid(u"The redirect_uri is not that of the authorization request"_s);
    if (!given->isVerifiedBy(m_form.value(u"code_verifier"_s)))
        return invalid(u"The code_verifier does not belong to the code_challenge"_s);
    const QString access = newText(OAuthToken::Kind::Access);
    const QString refresh = newText(OAuthToken::Kind::Refresh);
    given->family = OAuthToken::hashOf(refresh);
    QList<OAuthToken> tokens{issue(OAuthToken::Kind::Access, access, given->family, given->scope)};
    QJsonObject answer = issued(access);
    if (given->isOffline) {
        tokens << issue(OAuthToken::Kind::Refresh, refresh, given->family, given->scope);
        answer.insert(u"refresh_token"_s, refresh);
    }
    if (Result<> saved = m_store.save(tokens); !saved)
        return saved.error();
    return answer;
}

} // namespace keyturn::sandbox::oauth
