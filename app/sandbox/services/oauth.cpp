#include "app/sandbox/services/oauth.h"

#include "app/sandbox/wire/json_text.h"
#include "app/sandbox/wire/query.h"

#include <QRandomGenerator>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

Response answer(int status, const QJsonObject &body, const QByteArray &requestId)
{
    return {status,
            {{"Content-Type", "application/json;charset=UTF-8"},
             {"Cache-Control", "no-store"},
             {"Pragma", "no-cache"},
             {"x-amzn-RequestId", requestId}},
            jsonText(body)};
}

Response refuse(int status, const QString &error, const QString &description, const QByteArray &requestId)
{
    return answer(
        status,
        {{u"error"_s, error}, {u"error_description"_s, description}, {u"request_id"_s, QString::fromLatin1(requestId)}},
        requestId);
}

//! "Atza|" and 400 characters, as long as the real ones.
QString newAccessToken()
{
    QByteArray random(300, Qt::Uninitialized);
    for (char &byte : random)
        byte = static_cast<char>(QRandomGenerator::system()->bounded(256));
    return u"Atza|"_s + QString::fromLatin1(random.toBase64(QByteArray::Base64UrlEncoding));
}

struct ClientCredentials {
    QString id;
    QString secret;
};

//! From HTTP Basic, or from the form.
ClientCredentials credentials(const Request &request, const QJsonObject &form)
{
    const QByteArray header = request.header("authorization");
    if (!header.startsWith("Basic "))
        return {form[u"client_id"].toString(), form[u"client_secret"].toString()};
    const QByteArray pair = QByteArray::fromBase64(header.mid(6));
    const qsizetype colon = pair.indexOf(':');
    const auto part = [](const QByteArray &text) { return QString::fromUtf8(QByteArray::fromPercentEncoding(text)); };
    return {part(pair.left(colon)), colon < 0 ? QString() : part(pair.mid(colon + 1))};
}

} // namespace

bool isTokenPath(const QByteArray &path)
{
    return path.compare("/auth/o2/token", Qt::CaseInsensitive) == 0;
}

Response token(const Store &store, const Request &request, const QByteArray &requestId)
{
    if (request.method != "POST")
        return {405, {{"Allow", "POST"}}, {}};
    const QJsonObject form = query::input(request.body);
    const auto invalidRequest = [&](const QString &what) { return refuse(400, u"invalid_request"_s, what, requestId); };
    if (!request.header("content-type").toLower().startsWith("application/x-www-form-urlencoded"))
        return invalidRequest(u"The Content-Type must be application/x-www-form-urlencoded"_s);
    const QString grant = form[u"grant_type"].toString();
    if (grant.isEmpty())
        return invalidRequest(u"The request is missing a required parameter : grant_type"_s);
    if (grant != u"refresh_token")
        return refuse(400, u"unsupported_grant_type"_s,
                      u"The authorization grant type is not supported by the authorization server"_s, requestId);
    const ClientCredentials client = credentials(request, form);
    const QString refreshToken = form[u"refresh_token"].toString();
    if (refreshToken.isEmpty())
        return invalidRequest(u"The request is missing a required parameter : refresh_token"_s);
    if (client.id.isEmpty())
        return invalidRequest(u"The request is missing a required parameter : client_id"_s);
    const auto known = store.oauthClients().find(client.id);
    if (known == store.oauthClients().end() || known->second.secret != client.secret)
        return refuse(401, u"invalid_client"_s, u"Client authentication failed"_s, requestId);
    if (!known->second.refreshTokens.contains(refreshToken))
        return refuse(400, u"invalid_grant"_s, u"The request has an invalid grant parameter : refresh_token"_s,
                      requestId);
    return answer(200,
                  {{u"access_token"_s, newAccessToken()},
                   {u"refresh_token"_s, refreshToken},
                   {u"token_type"_s, u"bearer"_s},
                   {u"expires_in"_s, 3600}},
                  requestId);
}

} // namespace keyturn::sandbox::oauth
