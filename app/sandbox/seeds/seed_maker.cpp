#include "app/sandbox/seeds/seed_maker.h"

#include "core/base/json_writer.h"

#include <QCryptographicHash>
#include <QUuid>

namespace keyturn::sandbox::seeds {

using namespace Qt::StringLiterals;

QString text(const QString &label, qsizetype length)
{
    QByteArray found;
    QByteArray block = label.toUtf8();
    while (found.size() < length) {
        block = QCryptographicHash::hash(block, QCryptographicHash::Sha512);
        found += block.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    }
    return QString::fromLatin1(found.left(length));
}

QString hex(const QString &label, qsizetype length)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(label.toUtf8(), QCryptographicHash::Sha256).toHex().left(length));
}

QString uuid(const QString &label)
{
    return QUuid::createUuidV5(QUuid(), label).toString(QUuid::WithoutBraces);
}

QString lwaAccessToken(const QString &label)
{
    return u"Atza|"_s + text(label + u" access"_s, 407);
}
QString lwaRefreshToken(const QString &label)
{
    return u"Atzr|"_s + text(label + u" refresh"_s, 386);
}
QString lwaClientId(const QString &label)
{
    return u"amzn1.application-oa2-client."_s + hex(label + u" id"_s, 32);
}
QString lwaClientSecret(const QString &label)
{
    return u"amzn1.oa2-cs.v1."_s + hex(label + u" secret"_s, 64);
}

QByteArray object(const QList<Pair> &pairs)
{
    JsonWriter json;
    json.beginObject();
    for (const Pair &pair : pairs)
        json.key(pair.key.toUtf8()).string(pair.value);
    json.endObject();
    return json.text().toByteArray();
}

Secret SeedMaker::secret(const QString &name, qint64 createdAgo, const QString &description) const
{
    Secret secret;
    secret.name = name;
    QString suffix = text(name + u" suffix"_s, 40);
    suffix.remove(u'-').remove(u'_');
    secret.arn = u"arn:aws:secretsmanager:%1:%2:secret:%3-%4"_s.arg(home.region, home.account, name, suffix.left(6));
    secret.description = description;
    secret.createdAt = ago(createdAgo);
    secret.lastChangedAt = secret.createdAt;
    secret.lastAccessedAt = QDateTime(m_now.date(), QTime(0, 0), Qt::UTC);
    return secret;
}

void SeedMaker::addVersions(Secret &secret, const QList<std::pair<qint64, QByteArray>> &agoAndValue) const
{
    for (qsizetype i = 0; i < agoAndValue.size(); ++i) {
        SecretVersion version;
        version.id = uuid(secret.name + u' ' + QString::number(i));
        version.createdAt = ago(agoAndValue.at(i).first);
        version.value = agoAndValue.at(i).second;
        if (i == agoAndValue.size() - 1)
            version.stages << u"AWSCURRENT"_s;
        else if (i == agoAndValue.size() - 2)
            version.stages << u"AWSPREVIOUS"_s;
        secret.versions << version;
    }
    secret.lastChangedAt = secret.versions.constLast().createdAt;
}

Parameter SeedMaker::parameter(const QString &name, const QString &type, const QString &value, qint64 modifiedAgo) const
{
    Parameter parameter;
    parameter.name = name;
    parameter.arn = u"arn:aws:ssm:%1:%2:parameter/%3"_s.arg(home.region, home.account, Store::parameterKey(name));
    parameter.type = type;
    parameter.dataType = u"text"_s;
    ParameterVersion version;
    version.value = value.toUtf8();
    version.modifiedAt = ago(modifiedAgo);
    version.modifiedBy = u"arn:aws:iam::123456789012:user/testing"_s;
    version.keyId = type == u"SecureString" ? u"alias/aws/ssm"_s : QString();
    version.tier = u"Standard"_s;
    parameter.versions << version;
    return parameter;
}

QByteArray SeedMaker::lwa(const QString &label, bool withAccessToken, const QString &accessTokenLabel,
                          bool oldSecret) const
{
    QList<Pair> pairs{{u"lwa-refresh-token"_s, lwaRefreshToken(label)},
                      {u"lwa-client-id"_s, lwaClientId(label)},
                      {u"lwa-client-secret"_s, lwaClientSecret(oldSecret ? label + u" old"_s : label)},
                      {u"lwa-auth-scope"_s, skillScope},
                      {u"lwa-auth-url"_s, tokenUrl}};
    if (withAccessToken)
        pairs.prepend({u"api-access-token"_s, lwaAccessToken(accessTokenLabel.isEmpty() ? label : accessTokenLabel)});
    return object(pairs);
}

Result<> SeedMaker::saveClient(const QString &label, const QString &scope)
{
    OAuthClient client;
    client.provider = u"lwa"_s;
    client.id = lwaClientId(label);
    client.secret = lwaClientSecret(label);
    client.scope = scope;
    return saveClient(client, lwaRefreshToken(label), m_now);
}

Result<> SeedMaker::saveClient(const OAuthClient &client, const QString &refreshToken, const QDateTime &issuedAt,
                               const QDateTime &expiresAt)
{
    if (auto saved = m_store.save(client); !saved)
        return saved;
    OAuthToken token;
    token.hash = OAuthToken::hashOf(refreshToken);
    token.kind = OAuthToken::Kind::Refresh;
    token.clientId = client.id;
    token.family = token.hash;
    token.scope = client.scope;
    token.issuedAt = issuedAt;
    token.expiresAt = expiresAt;
    return m_store.save(QList{token});
}

} // namespace keyturn::sandbox::seeds
