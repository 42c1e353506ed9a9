#include "core/aws/sso_client.h"

#include "core/aws/aws_error.h"
#include "core/base/json_writer.h"
#include "core/base/redaction.h"

#include <QJsonDocument>
#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestSsoAnswer = 64LL * 1024;

Error badSsoAnswer(const QString &operation, const QUrl &url, const QString &what)
{
    return {ErrorKind::Protocol, Refusal::BadAnswer, what, {}, url.authority(), operation};
}

//! The service's word stands in a header, or in `error` with an underscore between its parts.
Error ssoError(const HttpResponse &response, const QString &operation, const QUrl &url)
{
    Error error = awsError(response, AwsProtocol::Json);
    error.host = url.authority();
    error.operation = operation;
    if (response.status == 401)
        error.kind = ErrorKind::Auth;
    return error;
}

std::chrono::seconds secondsOf(const QJsonValue &value, int otherwise)
{
    return std::chrono::seconds(std::clamp(value.toInt(otherwise), 0, 7 * 24 * 3600));
}

} // namespace

Task<Result<QJsonObject>> SsoClient::send(HttpRequest request, QString operation) const
{
    const QUrl url = request.url;
    request.maxBodyBytes = longestSsoAnswer;
    const Result<HttpResponse> answer = co_await m_http.send(std::move(request));
    if (!answer) {
        Error error = answer.error();
        error.operation = operation;
        co_return error;
    }
    if (answer->status >= 400)
        co_return ssoError(*answer, operation, url);
    const QByteArrayView bytes = answer->body.bytes();
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromRawData(bytes.data(), bytes.size()));
    if (!document.isObject())
        co_return badSsoAnswer(operation, url, u"the answer is no JSON object"_s);
    co_return document.object();
}

QUrl SsoClient::at(QStringView path) const
{
    QUrl url = m_endpoints.of(aws_services::ssoOidc, m_region);
    if (!url.isEmpty())
        url.setPath(path.toString());
    return url;
}

Task<Result<QJsonObject>> SsoClient::post(QString path, SecretString body, QString operation) const
{
    HttpRequest request;
    request.url = at(path);
    if (request.url.isEmpty())
        co_return Error(ErrorKind::Invalid, Refusal::NotARegion, m_region, {}, {}, operation);
    request.headers.emplaceBack("content-type", "application/json");
    request.body = std::move(body);
    co_return co_await send(std::move(request), std::move(operation));
}

Task<Result<SsoClient::Registration>> SsoClient::registerClient(QString name, QStringList scopes, QString redirectUri,
                                                                QString startUrl) const
{
    JsonWriter json;
    json.beginObject().key("clientName").string(name).key("clientType").string(u"public"_s);
    if (!scopes.isEmpty()) {
        json.key("scopes").beginArray();
        for (const QString &scope : scopes)
            json.string(scope);
        json.endArray();
    }
    if (!redirectUri.isEmpty()) {
        json.key("grantTypes").beginArray().string(u"authorization_code"_s).string(u"refresh_token"_s).endArray();
        json.key("redirectUris").beginArray().string(redirectUri).endArray();
        json.key("issuerUrl").string(startUrl);
    }
    json.endObject();
    SecretString body = std::move(json).take();
    const QString operation = u"sso-oidc:RegisterClient"_s;
    const Result<QJsonObject> answer = co_await post(u"/client/register"_s, std::move(body), operation);
    if (!answer)
        co_return answer.error();
    Registration client;
    client.clientId = (*answer)[u"clientId"].toString();
    client.clientSecret = SecretString((*answer)[u"clientSecret"].toString());
    client.expiresAt = QDateTime::fromSecsSinceEpoch((*answer)[u"clientSecretExpiresAt"].toInteger(), Qt::UTC);
    if (client.clientId.isEmpty() || client.clientSecret.isEmpty())
        co_return badSsoAnswer(operation, {}, u"the answer names no client"_s);
    co_return client;
}

Task<Result<SsoClient::Device>> SsoClient::startDeviceAuthorization(Registration client, QString startUrl) const
{
    JsonWriter json;
    json.beginObject().key("clientId").string(client.clientId).key("clientSecret").secret(client.clientSecret);
    json.key("startUrl").string(startUrl).endObject();
    SecretString body = std::move(json).take();
    const QString operation = u"sso-oidc:StartDeviceAuthorization"_s;
    const Result<QJsonObject> answer = co_await post(u"/device_authorization"_s, std::move(body), operation);
    if (!answer)
        co_return answer.error();
    Device device;
    device.deviceCode = SecretString((*answer)[u"deviceCode"].toString());
    device.userCode = (*answer)[u"userCode"].toString();
    device.page = QUrl((*answer)[u"verificationUriComplete"].toString((*answer)[u"verificationUri"].toString()));
    device.expiresIn = secondsOf((*answer)[u"expiresIn"], 600);
    device.interval = secondsOf((*answer)[u"interval"], 5);
    if (device.deviceCode.isEmpty() || device.userCode.isEmpty() || !device.page.isValid())
        co_return badSsoAnswer(operation, {}, u"the answer has no code"_s);
    co_return device;
}

Task<Result<SsoClient::Token>> SsoClient::tokenForDevice(Registration client, SecretString deviceCode) const
{
    JsonWriter json;
    json.beginObject().key("clientId").string(client.clientId).key("clientSecret").secret(client.clientSecret);
    json.key("grantType").string(u"urn:ietf:params:oauth:grant-type:device_code"_s);
    json.key("deviceCode").secret(deviceCode).endObject();
    SecretString body = std::move(json).take();
    co_return co_await token(std::move(body));
}

Task<Result<SsoClient::Token>> SsoClient::tokenForCode(Registration client, SecretString code, QString redirectUri,
                                                       SecretString verifier) const
{
    JsonWriter json;
    json.beginObject().key("clientId").string(client.clientId).key("clientSecret").secret(client.clientSecret);
    json.key("grantType").string(u"authorization_code"_s).key("code").secret(code);
    json.key("redirectUri").string(redirectUri).key("codeVerifier").secret(verifier).endObject();
    SecretString body = std::move(json).take();
    co_return co_await token(std::move(body));
}

Task<Result<SsoClient::Token>> SsoClient::refresh(Registration client, SecretString refreshToken) const
{
    JsonWriter json;
    json.beginObject().key("clientId").string(client.clientId).key("clientSecret").secret(client.clientSecret);
    json.key("grantType").string(u"refresh_token"_s).key("refreshToken").secret(refreshToken).endObject();
    SecretString body = std::move(json).take();
    co_return co_await token(std::move(body));
}

Task<Result<SsoClient::Token>> SsoClient::token(SecretString body) const
{
    const QString operation = u"sso-oidc:CreateToken"_s;
    const Result<QJsonObject> answer = co_await post(u"/token"_s, std::move(body), operation);
    if (!answer)
        co_return answer.error();
    Token token;
    token.accessToken = SecretString((*answer)[u"accessToken"].toString());
    token.refreshToken = SecretString((*answer)[u"refreshToken"].toString());
    token.expiresIn = secondsOf((*answer)[u"expiresIn"], 0);
    if (token.accessToken.isEmpty())
        co_return badSsoAnswer(operation, {}, u"the answer has no token"_s);
    co_return token;
}

Task<Result<Credentials>> SsoClient::roleCredentials(SecretString accessToken, QString account, QString role) const
{
    const QString operation = u"sso:GetRoleCredentials"_s;
    HttpRequest request;
    request.method = "GET";
    request.url = m_endpoints.of(aws_services::ssoPortal, m_region);
    if (request.url.isEmpty())
        co_return Error(ErrorKind::Invalid, Refusal::NotARegion, m_region, {}, {}, operation);
    request.url.setPath(u"/federation/credentials"_s);
    QUrlQuery query;
    query.addQueryItem(u"role_name"_s, QString::fromLatin1(QUrl::toPercentEncoding(role)));
    query.addQueryItem(u"account_id"_s, QString::fromLatin1(QUrl::toPercentEncoding(account)));
    request.url.setQuery(query);
    const QUrl url = request.url;
    request.headers.emplaceBack("x-amz-sso_bearer_token", accessToken.bytes().toByteArray());
    const Result<QJsonObject> answer = co_await send(std::move(request), operation);
    if (!answer)
        co_return answer.error();
    const QJsonObject found = (*answer)[u"roleCredentials"].toObject();
    Credentials credentials;
    credentials.accessKeyId = found[u"accessKeyId"].toString().toUtf8();
    credentials.secretAccessKey = SecretString(found[u"secretAccessKey"].toString());
    credentials.sessionToken = SecretString(found[u"sessionToken"].toString());
    credentials.expiresAt = QDateTime::fromMSecsSinceEpoch(found[u"expiration"].toInteger(), Qt::UTC);
    if (credentials.accessKeyId.isEmpty() || credentials.secretAccessKey.isEmpty()
        || credentials.sessionToken.isEmpty())
        co_return badSsoAnswer(operation, url, u"the answer has no credentials"_s);
    co_return credentials;
}

} // namespace keyturn
