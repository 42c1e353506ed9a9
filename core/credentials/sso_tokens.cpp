#include "core/credentials/sso_tokens.h"

#include "core/async/sleep_for.h"
#include "core/base/clock.h"
#include "core/base/json_writer.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

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

Task<Result<SsoToken>> signInByDevice(const SsoClient &client, SsoSettings settings, const Clock &clock,
                                      std::function<void(const SsoClient::Device &)> show)
{
    QStringList scopes = settings.scopes;
    if (scopes.isEmpty())
        scopes.append(u"sso:account:access"_s);
    Task<Result<SsoClient::Registration>> registering = client.registerClient(u"keyturn"_s, scopes);
    const Result<SsoClient::Registration> registration = co_await std::move(registering);
    if (!registration)
        co_return registration.error();
    Task<Result<SsoClient::Device>> starting = client.startDeviceAuthorization(*registration, settings.startUrl);
    const Result<SsoClient::Device> device = co_await std::move(starting);
    if (!device)
        co_return device.error();
    show(*device);
    std::chrono::seconds interval = device->interval;
    for (std::chrono::seconds waited{0}; waited < device->expiresIn; waited += std::max(interval, 1s)) {
        co_await sleepFor(interval);
        Task<Result<SsoClient::Token>> asking = client.tokenForDevice(*registration, device->deviceCode);
        const Result<SsoClient::Token> token = co_await std::move(asking);
        if (token) {
            const QDateTime end = clock.utcNow().addSecs(token->expiresIn.count());
            co_return SsoToken{token->accessToken, end, token->refreshToken, *registration};
        }
        const Error &error = token.error();
        if (error.code == "SlowDownException"_L1)
            interval += 5s;
        else if (error.code == "AccessDeniedException"_L1)
            co_return Error{ErrorKind::Auth, Refusal::SsoRefused, u"the request was refused in the browser"_s};
        else if (error.code == "ExpiredTokenException"_L1)
            break;
        else if (error.code != "AuthorizationPendingException"_L1)
            co_return error;
    }
    co_return Error{ErrorKind::Auth, Refusal::SsoTooLate, u"nobody confirmed the code in time"_s};
}

} // namespace keyturn
