#include "app/sandbox/oauth/token_request.h"

#include "app/sandbox/oauth/token_endpoint.h"
#include "app/sandbox/service/service.h"
#include "app/sandbox/wire/json_text.h"

#include <QRandomGenerator>

#include <algorithm>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

const QString refreshGrant = u"refresh_token"_s;
const QString clientGrant = u"client_credentials"_s;
const QString codeGrant = u"authorization_code"_s;

QString missing(const QString &name)
{
    return u"The request is missing a required parameter : "_s + name;
}

} // namespace

Error TokenRequest::refused(const QString &code, const QString &description)
{
    return refusal(code, description);
}

Error TokenRequest::badClient(bool challenge)
{
    m_status = challenge ? 401 : m_behaviour.badFormStatus;
    return refusal(u"invalid_client"_s, u"Client authentication failed"_s);
}

Error TokenRequest::deadToken(const QString &description)
{
    return refusal(m_behaviour.deadToken, description);
}

Result<> TokenRequest::readBody(const Request &request)
{
    const QByteArray type = request.header("content-type").split(';').first().trimmed().toLower();
    const auto &all = providers();
    const bool takesJson = std::any_of(all.begin(), all.end(), [&request](const Provider &row) {
        return row.behaviour.takesJson && row.isAt(request.path());
    });
    if (takesJson && type == "application/json")
        return readJson(request.body);
    if (takesJson || type != "application/x-www-form-urlencoded")
        return refused(u"invalid_request"_s, u"The Content-Type must be application/x-www-form-urlencoded"_s);
    if (request.body.size() > maxBodyBytes) {
        m_status = 413;
        return refused(u"invalid_request"_s, u"The request is longer than %1 bytes"_s.arg(maxBodyBytes));
    }
    // Logs keep addresses: RFC 6749 section 2.3.1 keeps credentials out of them.
    if (!request.query().isEmpty())
        return refused(u"invalid_request"_s, u"Parameters belong into the body, not into the URI"_s);
    Result<Form> form = readForm(request.body);
    if (!form)
        return form.error();
    m_form = *form;
    return {};
}

Result<> TokenRequest::readJson(const QByteArray &body)
{
    const QJsonObject object = jsonDocument(body).object();
    if (body.size() > maxBodyBytes || object.isEmpty())
        return refused(u"invalid_request"_s, u"The body is not a JSON object"_s);
    for (auto it = object.begin(); it != object.end(); ++it)
        m_form.insert(it.key(), it.value().toString());
    return {};
}

Result<> TokenRequest::authenticate(const Request &request)
{
    const QByteArray header = request.header("authorization");
    const bool basic = !header.isEmpty();
    QString id = m_form.value(u"client_id"_s);
    QString secret = m_form.value(u"client_secret"_s);
    if (basic) {
        if (!secret.isEmpty()) // section 2.3: one method a request
            return refused(u"invalid_request"_s, u"The client authenticates in more than one way"_s);
        const auto pair =
            QByteArray::fromBase64Encoding(header.mid(6).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
        const qsizetype colon = pair ? (*pair).indexOf(':') : -1;
        if (header.left(6).toLower() != "basic " || colon < 0)
            return badClient(true);
        // Section 2.3.1: both are form-encoded before they are joined.
        const std::optional<QString> basicId = formDecoded((*pair).left(colon));
        const std::optional<QString> basicSecret = formDecoded((*pair).mid(colon + 1));
        if (!basicId || !basicSecret || (!id.isEmpty() && id != *basicId))
            return badClient(true);
        id = *basicId;
        secret = *basicSecret;
    }
    if (id.isEmpty())
        return refused(u"invalid_request"_s, missing(u"client_id"_s));

    const auto &all = providers();
    const auto here =
        std::find_if(all.begin(), all.end(), [&](const Provider &row) { return row.isAt(request.path()); });
    m_behaviour = here->behaviour; // how a stranger is turned away
    const auto known = m_store.oauthClients().find(id);
    const Provider *own = known == m_store.oauthClients().end() ? nullptr : provider(known->second.provider);
    if (!own || !own->isAt(request.path()))
        return badClient(basic);
    m_client = known->second;
    m_behaviour = behaviourOf(m_client);
    const bool isOld = !m_client.oldSecret.isEmpty() && secret == m_client.oldSecret && m_now < m_client.oldSecretUntil;
    const bool isKnown = !m_client.secretChangedAt.isValid()
                         || m_now >= m_client.secretChangedAt.addSecs(m_behaviour.propagationSeconds);
    if (secret.isEmpty() || (!(secret == m_client.secret && isKnown) && !isOld))
        return badClient(basic);
    if (!m_behaviour.authentication.contains(basic ? u"basic"_s : u"form"_s))
        return badClient(true);
    m_status = m_behaviour.refusalStatus;
    return {};
}

Result<QJsonObject> TokenRequest::answer(const Request &request)
{
    if (Result<> read = readBody(request); !read)
        return read.error();
    const QString grant = m_form.value(u"grant_type"_s);
    if (grant.isEmpty())
        return refused(u"invalid_request"_s, missing(u"grant_type"_s));
    if (grant != refreshGrant && grant != clientGrant && grant != codeGrant)
        return refused(u"unsupported_grant_type"_s,
                       u"The authorization grant type is not supported by the authorization server"_s);
    if (grant == refreshGrant && m_form.value(refreshGrant).isEmpty())
        return refused(u"invalid_request"_s, missing(refreshGrant));
    if (Result<> authenticated = authenticate(request); !authenticated)
        return authenticated.error();
    if (!m_behaviour.grantTypes.contains(grant))
        return refused(u"unauthorized_client"_s, u"The client is not authorized to use this grant type"_s);
    return grant == refreshGrant ? refresh() : grant == codeGrant ? redeemCode() : clientCredentials();
}

Result<QString> TokenRequest::scopeWithin(const QString &granted)
{
    if (!m_behaviour.grantedScope.isEmpty() && m_form.value(u"grant_type"_s) == refreshGrant)
        return m_behaviour.grantedScope;
    const QString asked = m_form.value(u"scope"_s).simplified();
    const QStringList may = granted.split(u' ', Qt::SkipEmptyParts);
    for (const QString &scope : asked.split(u' ', Qt::SkipEmptyParts)) {
        if (!may.contains(scope))
            return refused(u"invalid_scope"_s, u"The request has an invalid scope"_s);
    }
    return asked.isEmpty() ? granted : asked;
}

Result<QJsonObject> TokenRequest::clientCredentials()
{
    const Result<QString> scope = scopeWithin(m_client.scope);
    if (!scope)
        return scope.error();
    const QString access = newText(OAuthToken::Kind::Access);
    if (Result<> saved = m_store.save(QList{issue(OAuthToken::Kind::Access, access, {}, *scope)}); !saved)
        return saved.error();
    QJsonObject answer = issued(access); // no refresh token: section 4.4.3
    addUnlessEmpty(answer, u"scope"_s, *scope);
    return answer;
}

Result<QJsonObject> TokenRequest::refresh()
{
    const QString text = m_form.value(refreshGrant);
    const Error invalid = deadToken(u"The request has an invalid grant parameter : refresh_token"_s);
    const OAuthToken *known = m_store.oauthToken(OAuthToken::hashOf(text));
    if (!known || known->kind != OAuthToken::Kind::Refresh || known->clientId != m_client.id || known->revoked)
        return invalid;
    const OAuthToken refreshToken = *known;
    if (refreshToken.expiresAt.isValid() && m_now >= refreshToken.expiresAt)
        return invalid;
    // Checked before anything is spent: a wrong scope must not cost the token.
    const Result<QString> scope = scopeWithin(refreshToken.scope);
    if (!scope)
        return scope.error();
    if (refreshToken.spentAt.isValid() && m_now >= refreshToken.spentAt.addSecs(m_behaviour.leewaySeconds))
        return reused(refreshToken);
    if (refreshToken.spentAt.isValid() || m_behaviour.refreshToken == Behaviour::RefreshToken::Rotate)
        return replace(refreshToken, *scope);

    const QString access = newText(OAuthToken::Kind::Access);
    if (Result<> saved = m_store.save(QList{issue(OAuthToken::Kind::Access, access, refreshToken.family, *scope)});
        !saved)
        return saved.error();
    QJsonObject answer = issued(access);
    addUnlessEmpty(answer, u"scope"_s, m_behaviour.grantedScope);
    if (m_behaviour.refreshToken == Behaviour::RefreshToken::Keep)
        answer.insert(refreshGrant, text);
    return answer;
}

//! A refresh token that is spent with this request, or was within the leeway.
Result<QJsonObject> TokenRequest::replace(OAuthToken spent, const QString &scope)
{
    QString successor;
    QList<OAuthToken> changes;
    if (spent.spentAt.isValid() && m_behaviour.sameSuccessor) {
        const OAuthToken *known = m_store.oauthToken(OAuthToken::hashOf(spent.successor));
        if (!known || !known->isLive(m_now)) // whoever holds the successor has used it: one of the two is a thief
            return reused(spent);
        successor = spent.successor;
    } else {
        successor = newText(OAuthToken::Kind::Refresh);
        // The scope of the new one is that of the old one, whatever was asked for now (section 6).
        changes << issue(OAuthToken::Kind::Refresh, successor, spent.family, spent.scope);
    }
    if (!spent.spentAt.isValid()) {
        spent.spentAt = m_now;
        spent.successor = successor;
        changes << spent;
    }
    const QString access = newText(OAuthToken::Kind::Access);
    if (m_behaviour.accessDiesToo)
        changes << accessTokensOf(spent.family);
    changes << issue(OAuthToken::Kind::Access, access, spent.family, scope);
    if (Result<> saved = m_store.save(changes); !saved)
        return saved.error();
    QJsonObject answer = issued(access);
    addUnlessEmpty(answer, u"scope"_s, m_behaviour.grantedScope);
    answer.insert(refreshGrant, successor);
    return answer;
}

Result<QJsonObject> TokenRequest::reused(const OAuthToken &token)
{
    if (Result<> revoked = m_store.revokeFamily(token.family); !revoked)
        return revoked.error();
    return deadToken(u"The refresh token was used before; all tokens of this grant are revoked"_s);
}

//! Those of a family, revoked.
QList<OAuthToken> TokenRequest::accessTokensOf(const QString &family) const
{
    QList<OAuthToken> ended;
    for (const auto &[hash, token] : m_store.oauthTokens()) {
        if (token.kind != OAuthToken::Kind::Access || token.family != family || token.revoked)
            continue;
        ended << token;
        ended.last().revoked = true;
    }
    return ended;
}

OAuthToken TokenRequest::issue(OAuthToken::Kind kind, const QString &text, const QString &family,
                               const QString &scope) const
{
    OAuthToken token;
    token.hash = OAuthToken::hashOf(text);
    token.kind = kind;
    token.clientId = m_client.id;
    token.family = family;
    token.scope = scope;
    token.issuedAt = m_now;
    const int life = kind == OAuthToken::Kind::Access ? m_behaviour.expiresIn : m_behaviour.refreshTokenSeconds;
    if (life > 0 || kind == OAuthToken::Kind::Access)
        token.expiresAt = m_now.addSecs(life);
    return token;
}

QJsonObject TokenRequest::issued(const QString &accessToken) const
{
    const QJsonValue life = m_behaviour.expiresInIsText ? QJsonValue(QString::number(m_behaviour.expiresIn))
                                                        : QJsonValue(m_behaviour.expiresIn);
    QJsonObject answer{{u"access_token"_s, accessToken}, {u"token_type"_s, u"bearer"_s}};
    if (m_behaviour.tellsLife)
        answer.insert(u"expires_in"_s, life);
    return answer;
}

QString TokenRequest::newText(OAuthToken::Kind kind) const
{
    std::vector<quint32> random(static_cast<size_t>(m_behaviour.tokenLength) * 3 / 16 + 1);
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), static_cast<qsizetype>(random.size() * 4));
    const QByteArray text = bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return (kind == OAuthToken::Kind::Access ? m_behaviour.accessPrefix : m_behaviour.refreshPrefix)
           + QString::fromLatin1(text.left(m_behaviour.tokenLength));
}

} // namespace keyturn::sandbox::oauth
