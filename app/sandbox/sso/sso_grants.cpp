#include "app/sandbox/sso/sso_grants.h"

#include <QJsonArray>
#include <QRandomGenerator>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace keyturn::sandbox::sso {

namespace {

using namespace Qt::StringLiterals;

const QString clientKind = u"sso-client"_s;
const QString deviceKind = u"sso-device"_s;
const QString tokenKind = u"sso-token"_s;
const QString refreshKind = u"sso-refresh"_s;
const QString codeGrant = u"authorization_code"_s;
const QString deviceGrant = u"urn:ietf:params:oauth:grant-type:device_code"_s;
const QString refreshGrant = u"refresh_token"_s;
constexpr int registrationSeconds = 90 * 24 * 3600;
constexpr int deviceSeconds = 600;
constexpr int tokenSeconds = 8 * 3600;

QString randomText(const QString &alphabet, int length)
{
    QString text;
    while (text.size() < length)
        text += alphabet.at(QRandomGenerator::system()->bounded(int(alphabet.size())));
    return text;
}

QString randomToken(const QString &prefix)
{
    return prefix + randomText(u"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"_s, 48);
}

//! Null where there is none of that name, or its time is over.
const QJsonObject *alive(const Store &store, const QString &kind, const QString &name, const QDateTime &now)
{
    const auto &documents = store.documents(kind);
    const auto found = documents.find(name);
    const bool isAlive = found != documents.end() && found->second[u"expires"].toInteger() > now.toSecsSinceEpoch();
    return isAlive ? &found->second : nullptr;
}

Result<> checkClient(const Store &store, const QJsonObject &input, const QString &grant, const QDateTime &now)
{
    const QJsonObject *client = alive(store, clientKind, input[u"clientId"].toString(), now);
    if (!client || (*client)[u"secret"] != input[u"clientSecret"])
        return refusal(u"InvalidClientException"_s, u"Invalid client provided"_s);
    if (grant != codeGrant && grant != deviceGrant && grant != refreshGrant)
        return refusal(u"UnsupportedGrantTypeException"_s, u"Unsupported grant type: "_s + grant);
    if (!mayUse(*client, grant))
        return refusal(u"UnauthorizedClientException"_s, u"The client is not registered for "_s + grant);
    return {};
}

Answer newToken(Store &store, const QString &client, const QDateTime &now, const QString &spentKind,
                const QString &spent)
{
    const QString access = randomToken(u"sandbox-sso-"_s);
    const QString refresh = randomToken(u"sandbox-sso-refresh-"_s);
    const qint64 seconds = now.toSecsSinceEpoch();
    const Result<> saved = store.transaction([&]() -> Result<> {
        const Result<> removed = spentKind.isEmpty() ? Result<>() : store.removeDocument(spentKind, spent);
        if (!removed)
            return removed;
        if (auto kept = store.saveDocument(tokenKind, access, {{u"expires"_s, seconds + tokenSeconds}}); !kept)
            return kept;
        return store.saveDocument(refreshKind, refresh,
                                  {{u"client"_s, client}, {u"expires"_s, seconds + registrationSeconds}});
    });
    if (!saved)
        return saved.error();
    return QJsonObject{{u"accessToken"_s, access},
                       {u"refreshToken"_s, refresh},
                       {u"tokenType"_s, u"Bearer"_s},
                       {u"expiresIn"_s, tokenSeconds}};
}

Answer tokenForDevice(Store &store, const QJsonObject &input, const QDateTime &now)
{
    const QString code = input[u"deviceCode"].toString();
    const QJsonObject *device = alive(store, deviceKind, code, now);
    if (!device)
        return refusal(u"ExpiredTokenException"_s, u"The device code has expired"_s);
    const QString client = (*device)[u"client"].toString();
    const QString state = (*device)[u"state"].toString();
    if (client != input[u"clientId"].toString())
        return refusal(u"InvalidGrantException"_s, u"The code is another client's"_s);
    if (state == u"pending")
        return refusal(u"AuthorizationPendingException"_s, u"Nobody has confirmed the code yet"_s);
    if (state != u"allowed")
        return refusal(u"AccessDeniedException"_s, u"The code was refused"_s);
    return newToken(store, client, now, deviceKind, code);
}

//! RFC 6749 section 4.1.3 with RFC 7636.
Answer tokenForCode(Store &store, oauth::Authorizations &authorizations, const QJsonObject &input, const QDateTime &now)
{
    for (const QString &name : {u"code"_s, u"redirectUri"_s, u"codeVerifier"_s}) {
        if (input[name].toString().isEmpty())
            return refusal(u"InvalidRequestException"_s, u"Missing parameter: "_s + name);
    }
    const QString client = input[u"clientId"].toString();
    oauth::Authorization *const given = authorizations.find(input[u"code"].toString());
    const bool isGood = given && given->clientId == client && !std::exchange(given->used, true)
                        && now < given->expiresAt && given->redirectUri == input[u"redirectUri"].toString()
                        && given->isVerifiedBy(input[u"codeVerifier"].toString());
    if (!isGood)
        return refusal(u"InvalidGrantException"_s, u"Invalid grant provided"_s);
    return newToken(store, client, now, {}, {});
}

bool isLoopback(const QJsonValue &redirectUri)
{
    const QUrl url(redirectUri.toString(), QUrl::StrictMode);
    return url.isValid() && url.scheme() == u"http" && (url.host() == u"127.0.0.1" || url.host() == u"::1")
           && url.path().startsWith(u'/') && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
}

//! What a client asks to be registered for, beside its name.
Result<> checkGrants(const QJsonArray &grants, const QJsonArray &redirectUris)
{
    for (const QJsonValue &grant : grants) {
        if (grant != codeGrant && grant != deviceGrant && grant != refreshGrant)
            return refusal(u"UnsupportedGrantTypeException"_s, u"Unsupported grant type: "_s + grant.toString());
    }
    if (grants.contains(codeGrant) && redirectUris.isEmpty())
        return refusal(u"InvalidRequestException"_s, u"redirectUris are needed for authorization_code"_s);
    if (!std::all_of(redirectUris.begin(), redirectUris.end(), isLoopback))
        return refusal(u"InvalidRedirectUriException"_s, u"A redirect URI is none of this computer"_s);
    return {};
}

Answer refreshed(Store &store, const QJsonObject &input, const QDateTime &now)
{
    const QString spent = input[u"refreshToken"].toString();
    const QJsonObject *known = alive(store, refreshKind, spent, now);
    if (!known || (*known)[u"client"] != input[u"clientId"])
        return refusal(u"InvalidGrantException"_s, u"Invalid refresh token provided"_s);
    return newToken(store, input[u"clientId"].toString(), now, refreshKind, spent);
}

} // namespace

bool isClient(const Store &store, const QString &id)
{
    return store.documents(clientKind).contains(id);
}

std::optional<QJsonObject> client(const Store &store, const QString &id, const QDateTime &now)
{
    const QJsonObject *found = alive(store, clientKind, id, now);
    return found ? std::optional(*found) : std::nullopt;
}

bool mayUse(const QJsonObject &client, const QString &grantType)
{
    const QJsonArray grants = client[u"grantTypes"].toArray();
    return grants.isEmpty() ? grantType != codeGrant : grants.contains(grantType);
}

Answer registerClient(Store &store, const QJsonObject &input, const QDateTime &now)
{
    if (input[u"clientName"].toString().isEmpty() || input[u"clientType"].toString() != u"public")
        return refusal(u"InvalidClientMetadataException"_s, u"clientName and clientType \"public\" are needed"_s);
    const QJsonArray grants = input[u"grantTypes"].toArray();
    const QJsonArray redirectUris = input[u"redirectUris"].toArray();
    if (auto checked = checkGrants(grants, redirectUris); !checked)
        return std::move(checked).error();
    const QString id = randomToken(u"client-"_s);
    const QString secret = randomToken(u"secret-"_s);
    const qint64 end = now.toSecsSinceEpoch() + registrationSeconds;
    const QJsonObject document{{u"secret"_s, secret},
                               {u"expires"_s, end},
                               {u"name"_s, input[u"clientName"]},
                               {u"grantTypes"_s, grants},
                               {u"redirectUris"_s, redirectUris},
                               {u"scopes"_s, input[u"scopes"].toArray()}};
    if (auto saved = store.saveDocument(clientKind, id, document); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"clientId"_s, id},
                       {u"clientSecret"_s, secret},
                       {u"clientIdIssuedAt"_s, now.toSecsSinceEpoch()},
                       {u"clientSecretExpiresAt"_s, end}};
}

Answer authorizeDevice(Store &store, const QJsonObject &input, const QDateTime &now, const QString &host)
{
    if (auto checked = checkClient(store, input, deviceGrant, now); !checked)
        return std::move(checked).error();
    if (input[u"startUrl"].toString().isEmpty())
        return refusal(u"InvalidRequestException"_s, u"startUrl is missing"_s);
    const QString code = randomToken(u"device-"_s);
    const QString letters = u"BCDFGHJKLMNPQRSTVWXZ"_s;
    const QString userCode = randomText(letters, 4) + u'-' + randomText(letters, 4);
    const QJsonObject document{{u"userCode"_s, userCode},
                               {u"client"_s, input[u"clientId"]},
                               {u"state"_s, u"pending"_s},
                               {u"expires"_s, now.toSecsSinceEpoch() + deviceSeconds}};
    if (auto saved = store.saveDocument(deviceKind, code, document); !saved)
        return std::move(saved).error();
    const QString page = u"http://%1/device"_s.arg(host);
    return QJsonObject{
        {u"deviceCode"_s, code},         {u"userCode"_s, userCode},
        {u"verificationUri"_s, page},    {u"verificationUriComplete"_s, page + u"?user_code="_s + userCode},
        {u"expiresIn"_s, deviceSeconds}, {u"interval"_s, 1}};
}

Answer token(Store &store, oauth::Authorizations &authorizations, const QJsonObject &input, const QDateTime &now)
{
    const QString grant = input[u"grantType"].toString();
    if (auto checked = checkClient(store, input, grant, now); !checked)
        return std::move(checked).error();
    if (grant == codeGrant)
        return tokenForCode(store, authorizations, input, now);
    return grant == deviceGrant ? tokenForDevice(store, input, now) : refreshed(store, input, now);
}

Result<> answerDevice(Store &store, const QString &userCode, bool allow)
{
    for (const auto &[code, document] : store.documents(deviceKind)) {
        if (document[u"userCode"].toString() != userCode || userCode.isEmpty())
            continue;
        QJsonObject answered = document;
        answered.insert(u"state"_s, allow ? u"allowed"_s : u"refused"_s);
        return store.saveDocument(deviceKind, QString(code), answered);
    }
    return Error{ErrorKind::Invalid, u"no-such-code"_s, u"no device waits with that code"_s};
}

bool isSignedIn(const Store &store, const QString &accessToken, const QDateTime &now)
{
    return alive(store, tokenKind, accessToken, now) != nullptr;
}

} // namespace keyturn::sandbox::sso
