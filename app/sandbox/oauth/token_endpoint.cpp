#include "app/sandbox/oauth/token_endpoint.h"

#include "app/sandbox/oauth/token_request.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <algorithm>

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

//! In the provider's own way.
Response refuse(const TokenRequest &request, const Error &error, const QByteArray &requestId)
{
    switch (request.behaviour().refusal) {
    case Behaviour::Refusal::Standard:
        break;
    case Behaviour::Refusal::OkFalse:
        return answer(request.status(), {{u"ok"_s, false}, {u"error"_s, error.code}}, requestId);
    case Behaviour::Refusal::Status:
        return answer(request.status(), {{u"status"_s, error.code}, {u"message"_s, error.detail}}, requestId);
    }
    return oauth::refuse(request.status(), error.code, error.detail, requestId);
}

} // namespace

bool isTokenPath(const QByteArray &path)
{
    return std::any_of(providers().begin(), providers().end(),
                       [&path](const Provider &provider) { return provider.isAt(path); });
}

Response refuse(int status, const QString &error, const QString &description, const QByteArray &requestId)
{
    Response response = answer(
        status,
        {{u"error"_s, error}, {u"error_description"_s, description}, {u"request_id"_s, QString::fromLatin1(requestId)}},
        requestId);
    if (status == 401)
        response.headers.emplaceBack("WWW-Authenticate", "Basic realm=\"sandbox\", charset=\"UTF-8\"");
    if (status == 405)
        response.headers.emplaceBack("Allow", "POST");
    return response;
}

Response token(Store &store, Authorizations &authorizations, const Request &request, const QByteArray &requestId,
               const QDateTime &now)
{
    if (request.method != "POST")
        return refuse(405, u"invalid_request"_s, u"Token requests are made with POST"_s, requestId);
    TokenRequest tokenRequest(store, authorizations, now);
    const Result<QJsonObject> granted = tokenRequest.answer(request);
    if (granted)
        return answer(200, *granted, requestId);
    const Error &error = granted.error();
    if (error.kind == ErrorKind::Io) {
        qCWarning(sandboxLog).noquote() << error.detail;
        return refuse(500, u"server_error"_s, u"The authorization server failed"_s, requestId);
    }
    return refuse(tokenRequest, error, requestId);
}

} // namespace keyturn::sandbox::oauth
