#include "app/sandbox/sso/sso.h"

#include "app/sandbox/protocol/query.h"
#include "app/sandbox/sso/sso_grants.h"
#include "app/sandbox/sts/roles.h"
#include "app/sandbox/wire/json_text.h"
#include "core/base/log.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace keyturn::sandbox::sso {

namespace {

using namespace Qt::StringLiterals;

const QByteArrayList paths{"/client/register",  "/device_authorization",   "/device",
                           "/assignment/roles", "/federation/credentials", "/assignment/accounts"};

int statusOf(const QString &code)
{
    if (code == u"InvalidClientException" || code == u"UnauthorizedException")
        return 401;
    if (code == u"ForbiddenException")
        return 403;
    return code == u"InternalServerException" ? 500 : 400;
}

Response answered(const Answer &answer, const QByteArray &requestId)
{
    Headers headers{{"Content-Type", "application/json"}, {"x-amzn-RequestId", requestId}};
    if (answer)
        return {200, headers, jsonText(*answer)};
    Error error = answer.error();
    if (error.kind == ErrorKind::Io) {
        qCWarning(sandboxLog).noquote() << error.detail;
        error = refusal(u"InternalServerException"_s, u"The server failed"_s);
    }
    headers.emplaceBack("x-amzn-ErrorType", error.code.toLatin1());
    const QJsonObject body{{u"message"_s, error.detail}, {u"error_description"_s, error.detail}};
    return {statusOf(error.code), headers, jsonText(body)};
}

//! What somebody sees who opens the link.
Response page(Store &store, const Request &request)
{
    const QJsonObject fields = query::fields(request.query());
    const QString code = fields[u"user_code"].toString();
    const QString answer = fields[u"answer"].toString();
    QByteArray text;
    if (answer == u"allow" || answer == u"deny") {
        const Result<> done = answerDevice(store, code, answer == u"allow");
        text = done ? "<p id=\"done\">You can close this page.</p>" : "<p id=\"unknown\">There is no such code.</p>";
    } else {
        const QByteArray link = "/device?user_code=" + QUrl::toPercentEncoding(code) + "&amp;answer=";
        text = "<p>Keyturn asks for access. Is this the code that it shows?</p><p><b>" + code.toHtmlEscaped().toUtf8()
               + "</b></p><p><a id=\"allow\" href=\"" + link + "allow\">Confirm and continue</a> <a id=\"deny\" href=\""
               + link + "deny\">Refuse</a></p>";
    }
    return {200,
            {{"Content-Type", "text/html; charset=utf-8"}},
            "<!doctype html><title>Keyturn sandbox</title><h1>Sign in</h1>" + text};
}

Answer accounts()
{
    QJsonArray list;
    for (const auto &[id, name] :
         {std::pair(u"123456789012"_s, u"Keyturn sandbox"_s), std::pair(u"210987654321"_s, u"Keyturn neighbour"_s)})
        list.append(QJsonObject{
            {u"accountId"_s, id}, {u"accountName"_s, name}, {u"emailAddress"_s, id + u"@sandbox.invalid"_s}});
    return QJsonObject{{u"accountList"_s, list}};
}

bool isOffered(const Role &role)
{
    return !role.needsMfa && !role.forWebIdentities && role.externalId.isEmpty();
}

Answer roles(const QString &account)
{
    QJsonArray list;
    for (const Role &role : builtInRoles()) {
        if (role.account == account && isOffered(role))
            list.append(QJsonObject{{u"roleName"_s, role.name}, {u"accountId"_s, account}});
    }
    return QJsonObject{{u"roleList"_s, list}};
}

Answer roleCredentials(Store &store, const QJsonObject &fields, const QDateTime &now)
{
    const QString account = fields[u"account_id"].toString();
    const QString name = fields[u"role_name"].toString();
    const Role *role = builtInRole(u"arn:aws:iam::%1:role/%2"_s.arg(account, name));
    if (!role || !isOffered(*role))
        return refusal(u"ForbiddenException"_s, u"No access"_s);
    const QString arn =
        u"arn:aws:sts::%1:assumed-role/AWSReservedSSO_%2_0123456789abcdef/somebody"_s.arg(account, name);
    const Result<TemporaryKey> key = issueTemporaryKey(store, account, arn, role->policy, now, now.addSecs(3600));
    if (!key)
        return key.error();
    return QJsonObject{{u"roleCredentials"_s, QJsonObject{{u"accessKeyId"_s, key->id},
                                                          {u"secretAccessKey"_s, key->secret},
                                                          {u"sessionToken"_s, key->sessionToken},
                                                          {u"expiration"_s, key->expiresAt.toMSecsSinceEpoch()}}}};
}

Answer portal(Store &store, const Request &request, const QDateTime &now)
{
    if (!isSignedIn(store, QString::fromLatin1(request.header("x-amz-sso_bearer_token")), now))
        return refusal(u"UnauthorizedException"_s, u"Session token not found or invalid"_s);
    const QJsonObject fields = query::fields(request.query());
    if (request.path() == "/federation/credentials")
        return roleCredentials(store, fields, now);
    return request.path() == "/assignment/roles" ? roles(fields[u"account_id"].toString()) : accounts();
}

} // namespace

bool isFor(const Request &request)
{
    return paths.contains(request.path())
           || (request.path() == "/token" && request.header("content-type").startsWith("application/json"));
}

Response handle(Store &store, oauth::Authorizations &authorizations, const Request &request,
                const QByteArray &requestId, const QDateTime &now)
{
    const QByteArray path = request.path();
    if (path == "/device")
        return page(store, request);
    if (path.startsWith("/assignment/") || path.startsWith("/federation/"))
        return answered(portal(store, request, now), requestId);
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (request.method != "POST" || !document.isObject())
        return answered(refusal(u"InvalidRequestException"_s, u"A JSON object is expected"_s), requestId);
    const QJsonObject input = document.object();
    if (path == "/client/register")
        return answered(registerClient(store, input, now), requestId);
    if (path == "/device_authorization")
        return answered(authorizeDevice(store, input, now, QString::fromLatin1(request.header("host"))), requestId);
    return answered(token(store, authorizations, input, now), requestId);
}

ControlCall answerCall(Store &store)
{
    const auto post = [&store](const ControlInput &input) -> Result<QJsonObject> {
        if (auto done = answerDevice(store, input[u"userCode"].toString(), input[u"allow"].toBool(true)); !done)
            return std::move(done).error();
        return QJsonObject{{u"status"_s, u"ok"_s}};
    };
    return {"sso", {}, post};
}

} // namespace keyturn::sandbox::sso
