#include "core/aws/sign_in_client.h"

#include "core/aws/aws_error.h"
#include "core/aws/dpop_proof.h"
#include "core/base/json_writer.h"
#include "core/base/redaction.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestRenewal = 64LL * 1024;
constexpr qint64 longestLife = 15 * 60; // of the credentials, in seconds

//! What AccessDeniedException means stands in `error`, and its status varies.
Error signInError(const HttpResponse &response)
{
    Error error = awsError(response, AwsProtocol::Json);
    if (response.status != 401 && response.status != 403)
        return error;
    const QByteArrayView body = response.body.bytes().first(std::min(response.body.size(), qsizetype(longestRenewal)));
    const QJsonObject told = QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size())).object();
    const QString word = told[u"error"].toString();
    if (word.isEmpty()) // a proxy's, perhaps
        return error;
    error.kind = ErrorKind::Auth;
    error.code = redacted(word);
    if (const QString message = told[u"message"].toString(); !message.isEmpty())
        error.detail = redacted(message);
    return error;
}

std::optional<SignInClient::Renewed> renewedIn(const HttpResponse &response, const QDateTime &asked)
{
    const QByteArrayView body = response.body.bytes();
    const QJsonObject answer = QJsonDocument::fromJson(QByteArray::fromRawData(body.data(), body.size())).object();
    const QJsonObject token = answer[u"accessToken"].toObject();
    SignInClient::Renewed renewed;
    renewed.credentials.accessKeyId = token[u"accessKeyId"].toString().toUtf8();
    renewed.credentials.secretAccessKey = SecretString(token[u"secretAccessKey"].toString());
    renewed.credentials.sessionToken = SecretString(token[u"sessionToken"].toString());
    renewed.refreshToken = SecretString(answer[u"refreshToken"].toString());
    const qint64 life = answer[u"expiresIn"].toInteger();
    if (renewed.credentials.accessKeyId.isEmpty() || renewed.credentials.secretAccessKey.isEmpty()
        || renewed.credentials.sessionToken.isEmpty() || renewed.refreshToken.isEmpty() || life <= 0)
        return {};
    renewed.credentials.expiresAt = asked.addSecs(std::min(life, longestLife));
    return renewed;
}

} // namespace

Task<Result<SignInClient::Renewed>> SignInClient::createToken(Grant grant, QDateTime now) const
{
    const QString operation = u"signin:CreateOAuth2Token"_s;
    HttpRequest request;
    request.url = m_endpoints.of(aws_services::signIn, m_region);
    if (request.url.isEmpty())
        co_return Error(ErrorKind::Invalid, Refusal::NotARegion, m_region, {}, {}, operation);
    request.url.setPath(u"/v1/token"_s);
    request.maxBodyBytes = longestRenewal;
    const QString host = request.url.authority();
    const std::optional<QByteArray> proof = dpopProof(grant.key, request.url, now);
    if (!proof)
        co_return Error(ErrorKind::Invalid, Refusal::Key, u"its key is no private key on P-256"_s, {}, {}, operation);
    request.headers.emplaceBack("content-type", "application/json");
    request.headers.emplaceBack("DPoP", *proof);
    JsonWriter json;
    json.beginObject().key("clientId").string(grant.clientId).key("refreshToken").secret(grant.refreshToken);
    json.key("grantType").utf8("refresh_token").endObject();
    request.body = std::move(json).take();
    const Result<HttpResponse> answer = co_await m_http.send(std::move(request));
    if (!answer) {
        Error error = answer.error();
        error.operation = operation;
        co_return error;
    }
    Error error(ErrorKind::Protocol, Refusal::BadAnswer, u"the answer has no credentials"_s);
    if (answer->status >= 400) {
        error = signInError(*answer);
    } else if (std::optional<Renewed> renewed = renewedIn(*answer, now)) {
        co_return *std::move(renewed);
    }
    error.host = host;
    error.operation = operation;
    co_return error;
}

} // namespace keyturn
