#include "app/sandbox/store/oauth_records.h"

#include "app/sandbox/wire/json_text.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>

namespace keyturn::sandbox {

using namespace Qt::StringLiterals;

QString OAuthToken::hashOf(const QString &token)
{
    return QString::fromLatin1(QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256).toHex());
}

QByteArray toJson(const OAuthClient &client)
{
    return jsonText(QJsonObject{{u"id"_s, client.id},
                                {u"secret"_s, client.secret},
                                {u"scope"_s, client.scope},
                                {u"provider"_s, client.provider},
                                {u"behaviour"_s, client.behaviour},
                                {u"oldSecret"_s, client.oldSecret},
                                {u"oldSecretUntil"_s, jsonTime(client.oldSecretUntil)},
                                {u"secretChangedAt"_s, jsonTime(client.secretChangedAt)}});
}

OAuthClient oauthClientFromJson(const QByteArray &json)
{
    const QJsonObject o = jsonDocument(json).object();
    OAuthClient client;
    client.id = o[u"id"].toString();
    client.secret = o[u"secret"].toString();
    client.scope = o[u"scope"].toString();
    client.provider = o[u"provider"].toString(u"lwa"_s);
    client.behaviour = o[u"behaviour"].toObject();
    client.oldSecret = o[u"oldSecret"].toString();
    client.oldSecretUntil = timeFromJson(o[u"oldSecretUntil"]);
    client.secretChangedAt = timeFromJson(o[u"secretChangedAt"]);
    return client;
}

QList<OAuthToken> oauthTokensWithin(const QByteArray &clientJson)
{
    const QJsonObject o = jsonDocument(clientJson).object();
    QList<OAuthToken> tokens;
    for (const QJsonValue &text : o[u"refreshTokens"].toArray()) {
        OAuthToken token;
        token.hash = token.family = OAuthToken::hashOf(text.toString());
        token.kind = OAuthToken::Kind::Refresh;
        token.clientId = o[u"id"].toString();
        token.scope = o[u"scope"].toString();
        tokens << token;
    }
    return tokens;
}

QByteArray toJson(const OAuthToken &token)
{
    return jsonText(QJsonObject{{u"hash"_s, token.hash},
                                {u"refresh"_s, token.kind == OAuthToken::Kind::Refresh},
                                {u"client"_s, token.clientId},
                                {u"family"_s, token.family},
                                {u"scope"_s, token.scope},
                                {u"issued"_s, jsonTime(token.issuedAt)},
                                {u"expires"_s, jsonTime(token.expiresAt)},
                                {u"spent"_s, jsonTime(token.spentAt)},
                                {u"successor"_s, token.successor},
                                {u"revoked"_s, token.revoked}});
}

OAuthToken oauthTokenFromJson(const QByteArray &json)
{
    const QJsonObject o = jsonDocument(json).object();
    OAuthToken token;
    token.hash = o[u"hash"].toString();
    token.kind = o[u"refresh"].toBool() ? OAuthToken::Kind::Refresh : OAuthToken::Kind::Access;
    token.clientId = o[u"client"].toString();
    token.family = o[u"family"].toString();
    token.scope = o[u"scope"].toString();
    token.issuedAt = timeFromJson(o[u"issued"]);
    token.expiresAt = timeFromJson(o[u"expires"]);
    token.spentAt = timeFromJson(o[u"spent"]);
    token.successor = o[u"successor"].toString();
    token.revoked = o[u"revoked"].toBool();
    return token;
}

} // namespace keyturn::sandbox
