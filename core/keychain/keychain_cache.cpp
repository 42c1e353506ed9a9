#include "core/keychain/keychain_cache.h"

#include <QtEndian>

namespace keyturn {

namespace {

constexpr QByteArrayView mark =
    "KTC1"; // then the expiry in milliseconds since 1970 as 64 bits big-endian, then the value
constexpr qsizetype headerSize = 4 + sizeof(qint64);

SecretString packed(const SecretString &value, const QDateTime &expiresAt)
{
    QByteArray item;
    item.reserve(headerSize + value.size());
    item += mark;
    const qint64 expiry = qToBigEndian(expiresAt.toMSecsSinceEpoch());
    item.append(reinterpret_cast<const char *>(&expiry), sizeof expiry);
    item += value.bytes();
    return SecretString::take(std::move(item));
}

std::optional<SecretString> unpacked(const SecretString &item, const QDateTime &now)
{
    const QByteArrayView bytes = item.bytes();
    if (bytes.size() < headerSize || !bytes.startsWith(mark))
        return {};
    const qint64 expiry = qFromBigEndian<qint64>(bytes.data() + mark.size());
    if (expiry <= now.toMSecsSinceEpoch())
        return {};
    return SecretString(bytes.sliced(headerSize));
}

} // namespace

QString KeychainCache::tokenKey(const QString &account, const QString &region, const QString &name)
{
    return QLatin1String("token/") + account + u'/' + region + u'/' + name;
}

Task<Result<std::optional<SecretString>>> KeychainCache::read(QString key)
{
    Task<Result<std::optional<SecretString>>> reading = m_keychain.read(key);
    const Result<std::optional<SecretString>> item = co_await std::move(reading);
    if (!item || !*item)
        co_return item;
    std::optional<SecretString> value = unpacked(**item, m_clock.utcNow());
    if (!value) {
        Task<Result<>> removing = m_keychain.remove(key);
        const Result<> removed = co_await std::move(removing);
        Q_UNUSED(removed) // it is worthless whether it can be removed or not
    }
    co_return Result<std::optional<SecretString>>(std::move(value));
}

Task<Result<>> KeychainCache::write(QString key, SecretString value, QDateTime expiresAt)
{
    if (!expiresAt.isValid() || expiresAt <= m_clock.utcNow()) {
        Task<Result<>> removing = m_keychain.remove(key);
        co_return co_await std::move(removing);
    }
    const SecretString item = packed(value, expiresAt);
    Task<Result<>> writing = m_keychain.write(key, item);
    co_return co_await std::move(writing);
}

Task<Result<>> KeychainCache::remove(QString key)
{
    Task<Result<>> removing = m_keychain.remove(key);
    co_return co_await std::move(removing);
}

} // namespace keyturn
