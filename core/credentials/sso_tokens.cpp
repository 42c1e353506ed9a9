#include "core/credentials/sso_tokens.h"

#include "core/base/json_writer.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 longestTokenFile = 256LL * 1024;

//! "2026-11-30T05:00:00Z", in old files with "UTC" in place of the Z.
QDateTime ssoTime(QString text)
{
    if (text.endsWith("UTC"_L1))
        text = text.chopped(3) + u'Z';
    return QDateTime::fromString(text, Qt::ISODate).toUTC();
}

std::optional<SsoToken> tokenOf(QByteArrayView json)
{
    const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromRawData(json.data(), json.size())).object();
    SsoToken token;
    token.accessToken = SecretString(object[u"accessToken"].toString());
    token.expiresAt = ssoTime(object[u"expiresAt"].toString());
    token.refreshToken = SecretString(object[u"refreshToken"].toString());
    token.client.clientId = object[u"clientId"].toString();
    token.client.clientSecret = SecretString(object[u"clientSecret"].toString());
    token.client.expiresAt = ssoTime(object[u"registrationExpiresAt"].toString());
    if (token.accessToken.isEmpty() || !token.expiresAt.isValid())
        return {};
    return token;
}

QString keychainKey(const SsoSettings &settings)
{
    return u"sso/"_s + SsoTokens::cacheName(settings);
}

} // namespace

QString SsoTokens::cacheName(const SsoSettings &settings)
{
    const QString name = settings.session.isEmpty() ? settings.startUrl : settings.session;
    return QString::fromLatin1(QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha1).toHex());
}

std::optional<SsoToken> SsoTokens::ofCommandLine(const SsoSettings &settings) const
{
    QFile file(m_cache + u'/' + cacheName(settings) + u".json"_s);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || file.size() > longestTokenFile)
        return {};
    QByteArray text = file.readAll();
    std::optional<SsoToken> token = tokenOf(text);
    wipe(text);
    return token;
}

Task<Result<std::optional<SsoToken>>> SsoTokens::own(SsoSettings settings) const
{
    using Found = std::optional<SsoToken>;
    if (!m_keychain)
        co_return Result<Found>(Found());
    Task<Result<std::optional<SecretString>>> reading = m_keychain->read(keychainKey(settings));
    const Result<std::optional<SecretString>> item = co_await std::move(reading);
    if (!item)
        co_return Result<Found>(item.error());
    co_return Result<Found>(*item ? tokenOf((*item)->bytes()) : Found());
}

Task<Result<>> SsoTokens::keep(SsoSettings settings, SsoToken token) const
{
    if (!m_keychain)
        co_return Error{ErrorKind::Keychain, Refusal::Absent, u"there is no keychain to keep the token in"_s};
    JsonWriter json;
    json.beginObject().key("startUrl").string(settings.startUrl).key("region").string(settings.region);
    json.key("accessToken").secret(token.accessToken);
    json.key("expiresAt").string(token.expiresAt.toString(Qt::ISODate));
    json.key("refreshToken").secret(token.refreshToken);
    json.key("clientId").string(token.client.clientId).key("clientSecret").secret(token.client.clientSecret);
    json.key("registrationExpiresAt").string(token.client.expiresAt.toString(Qt::ISODate)).endObject();
    Task<Result<>> writing = m_keychain->write(keychainKey(settings), std::move(json).take());
    co_return co_await std::move(writing);
}

} // namespace keyturn
