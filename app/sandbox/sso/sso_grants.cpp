#include "app/sandbox/sso/sso_grants.h"

#include <QRandomGenerator>

namespace keyturn::sandbox::sso {

namespace {

using namespace Qt::StringLiterals;

const QString clientKind = u"sso-client"_s;
const QString deviceKind = u"sso-device"_s;
const QString tokenKind = u"sso-token"_s;
const QString refreshKind = u"sso-refresh"_s;
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

Result<> checkClient(const Store &store, const QJsonObject &input, const QDateTime &now)
{
    const QJsonObject *client = alive(store, clientKind, input[u"clientId"].toString(), now);
    if (!client || (*client)[u"secret"] != input[u"clientSecret"])
        return refusal(u"InvalidClientException"_s, u"Invalid client provided"_s);
    return {};
}

Answer newToken(Store &store, const QString &client, const QDateTime &now, const QString &spentKind,
                const QString &spent)
{
    const QString access = randomToken(u"sandbox-sso-"_s);
    const QString refresh = randomToken(u"sandbox-sso-refresh-"_s);
    const qint64 seconds = now.toSecsSinceEpoch();
    const Result<> saved = store.transaction([&]() -> Result<> {
        if (auto removed = store.removeDocument(spentKind, spent); !removed)
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

Answer refreshed(Store &store, const QJsonObject &input, const QDateTime &now)
{
    const QString spent = input[u"refreshToken"].toString();
    const QJsonObject *known = alive(store, refreshKind, spent, now);
    if (!known || (*known)[u"client"] != input[u"clientId"])
        return refusal(u"InvalidGrantException"_s, u"Invalid refresh token provided"_s);
    return newToken(store, input[u"clientId"].toString(), now, refreshKind, spent);
}

} // namespace

Answer registerClient(Store &store, const QJsonObject &input, const QDateTime &now)
{
    if (input[u"clientName"].toString().isEmpty() || input[u"clientType"].toString() != u"public")
        return refusal(u"InvalidClientMetadataException"_s, u"clientName and clientType \"public\" are needed"_s);
    const QString id = randomToken(u"client-"_s);
    const QString secret = randomToken(u"secret-"_s);
    const qint64 end = now.toSecsSinceEpoch() + registrationSeconds;
    if (auto saved = store.saveDocument(clientKind, id, {{u"secret"_s, secret}, {u"expires"_s, end}}); !saved)
        return std::move(saved).error();
    return QJsonObject{{u"clientId"_s, id},
                       {u"clientSecret"_s, secret},
                       {u"clientIdIssuedAt"_s, now.toSecsSinceEpoch()},
                       {u"clientSecretExpiresAt"_s, end}};
}

Answer authorizeDevice(Store &store, const QJsonObject &input, const QDateTime &now, const QString &host)
{
    if (auto checked = checkClient(store, input, now); !checked)
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

Answer token(Store &store, const QJsonObject &input, const QDateTime &now)
{
    if (auto checked = checkClient(store, input, now); !checked)
        return std::move(checked).error();
    const QString grant = input[u"grantType"].toString();
    if (grant == u"urn:ietf:params:oauth:grant-type:device_code")
        return tokenForDevice(store, input, now);
    if (grant == u"refresh_token")
        return refreshed(store, input, now);
    return refusal(u"UnsupportedGrantTypeException"_s, u"Unsupported grant type: "_s + grant);
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
