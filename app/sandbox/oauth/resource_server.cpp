#include "app/sandbox/oauth/resource_server.h"

#include "app/sandbox/oauth/provider.h"
#include "app/sandbox/wire/json_text.h"

#include <QJsonArray>

#include <algorithm>

namespace keyturn::sandbox::oauth {

namespace {

using namespace Qt::StringLiterals;

//! How a refusal of a token looks.
enum class Shape {
    Bearer,  //!< RFC 6750 section 3.1
    Errors,  //!< {"errors": [{"code", "message", "details"}]} under 403
    Message, //!< {"message", "code", "status"}
    OkFalse, //!< {"ok": false, "error"} under 200
    Nested,  //!< {"error": {"code", "message"}}
};

struct Resource {
    QString provider;
    QByteArray path;
    Shape shape = Shape::Bearer;
    QByteArray header = {}; //!< carries the bare token; empty: Authorization: Bearer
    QString scope = {};     //!< needed, where the token is limited to any
};

const std::vector<Resource> &resources()
{
    static const std::vector<Resource> all{
        {u"lwa"_s, "/user/profile", Shape::Bearer, {}, u"profile"_s},
        {u"lwa"_s, "/sellers/v1/marketplaceParticipations", Shape::Errors, "x-amz-access-token"},
        {u"genesys"_s, "/api/v2/users/me", Shape::Message},
        {u"google"_s, "/oauth2/v3/userinfo"},
        {u"entra"_s, "/v1.0/me", Shape::Nested},
        {u"salesforce"_s, "/services/oauth2/userinfo"},
        {u"linkedin"_s, "/v2/userinfo"},
        {u"slack"_s, "/api/auth.test", Shape::OkFalse},
        {u"github"_s, "/user", Shape::Message},
        {u"quickbooks"_s, "/v1/openid_connect/userinfo"},
        {u"xero"_s, "/connections"},
        {u"atlassian"_s, "/oauth/token/accessible-resources"},
        {u"box"_s, "/2.0/users/me"},
        {u"zoom"_s, "/v2/users/me", Shape::Message},
        {u"ringcentral"_s, "/restapi/v1.0/account/~/extension/~"},
        {u"docusign"_s, "/oauth/userinfo"},
        {u"twitter"_s, "/2/users/me"},
        {u"cognito"_s, "/oauth2/userInfo"},
        {u"auth0"_s, "/userinfo"},
        {u"okta"_s, "/oauth2/default/v1/userinfo"},
        {u"keycloak"_s, "/realms/main/protocol/openid-connect/userinfo"},
    };
    return all;
}

//! Several providers may share a path; the token tells which is meant.
std::vector<Resource> resourcesAt(const QByteArray &path)
{
    std::vector<Resource> found;
    std::copy_if(resources().begin(), resources().end(), std::back_inserter(found),
                 [&path](const Resource &each) { return each.path == path; });
    const QList<QByteArray> parts = path.split('/');
    if (parts.size() == 4 && parts.at(1) == "oauth" && parts.at(3) == "me"
        && provider(QString::fromLatin1(parts.at(2))))
        found.push_back({QString::fromLatin1(parts.at(2)), path});
    return found;
}

Response served(int status, const QJsonObject &body, const QByteArray &requestId)
{
    return {status,
            {{"Content-Type", "application/json;charset=UTF-8"},
             {"Cache-Control", "no-store"},
             {"x-amzn-RequestId", requestId}},
            jsonText(body)};
}

Response refusedToken(Shape shape, const QByteArray &requestId)
{
    const QString words = u"The access token is invalid, has expired or was revoked"_s;
    switch (shape) {
    case Shape::Bearer:
        break;
    case Shape::Errors:
        return served(
            403,
            {{u"errors"_s, QJsonArray{QJsonObject{{u"code"_s, u"Unauthorized"_s},
                                                  {u"message"_s, u"Access to requested resource is denied."_s},
                                                  {u"details"_s, words}}}}},
            requestId);
    case Shape::Message:
        return served(401, {{u"message"_s, words}, {u"code"_s, u"bad.credentials"_s}, {u"status"_s, 401}}, requestId);
    case Shape::OkFalse:
        return served(200, {{u"ok"_s, false}, {u"error"_s, u"invalid_auth"_s}}, requestId);
    case Shape::Nested:
        return served(401,
                      {{u"error"_s, QJsonObject{{u"code"_s, u"InvalidAuthenticationToken"_s}, {u"message"_s, words}}}},
                      requestId);
    }
    Response response = served(401, {{u"error"_s, u"invalid_token"_s}, {u"error_description"_s, words}}, requestId);
    response.headers.emplaceBack("WWW-Authenticate", "Bearer realm=\"sandbox\", error=\"invalid_token\"");
    return response;
}

QString tokenIn(const Request &request, const Resource &resource)
{
    if (!resource.header.isEmpty())
        return QString::fromLatin1(request.header(resource.header));
    const QByteArray header = request.header("authorization");
    return header.left(7).toLower() == "bearer " ? QString::fromLatin1(header.mid(7).trimmed()) : QString();
}

//! The token that \p request shows to \p resource; null where it is not one that works there.
const OAuthToken *goodToken(const Store &store, const Request &request, const Resource &resource, const QDateTime &now)
{
    const QString text = tokenIn(request, resource);
    const OAuthToken *token = text.isEmpty() ? nullptr : store.oauthToken(OAuthToken::hashOf(text));
    if (!token || token->kind != OAuthToken::Kind::Access || !token->isLive(now))
        return nullptr;
    const auto client = store.oauthClients().find(token->clientId);
    if (client == store.oauthClients().end() || client->second.provider != resource.provider)
        return nullptr;
    const int seconds = behaviourOf(client->second).propagationSeconds;
    const bool isKnown = !token->issuedAt.isValid() || now >= token->issuedAt.addSecs(seconds);
    return isKnown ? token : nullptr;
}

} // namespace

bool isResourcePath(const QByteArray &path)
{
    return !resourcesAt(path).empty();
}

Response resource(const Store &store, const Request &request, const QByteArray &requestId, const QDateTime &now)
{
    if (request.method != "GET")
        return {405, {{"Allow", "GET"}}, {}};
    const std::vector<Resource> here = resourcesAt(request.path());
    for (const Resource &each : here) {
        const OAuthToken *token = goodToken(store, request, each, now);
        if (!token)
            continue;
        const bool isLimited =
            !each.scope.isEmpty() && !token->scope.isEmpty() && !token->scope.split(u' ').contains(each.scope);
        if (isLimited)
            return served(403,
                          {{u"error"_s, u"insufficient_scope"_s},
                           {u"error_description"_s, u"The token was not issued for the scope %1"_s.arg(each.scope)}},
                          requestId);
        return served(200, {{u"ok"_s, true}, {u"client_id"_s, token->clientId}, {u"scope"_s, token->scope}}, requestId);
    }
    return refusedToken(here.front().shape, requestId);
}

} // namespace keyturn::sandbox::oauth
