#include "core/keychain/aws_key_store.h"

#include <algorithm>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

constexpr auto indexKey = "aws-keys"_L1;

QString itemKey(const QString &name)
{
    return indexKey + u'/' + name;
}

bool isPlain(QByteArrayView text)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !text.isEmpty() && std::none_of(text.begin(), text.end(), isControl);
}

Error noSuchKeys(const QString &name)
{
    return {ErrorKind::NotFound, u"absent"_s, u"no AWS keys named \"%1\" in the keychain"_s.arg(name)};
}

} // namespace

Task<Result<QStringList>> AwsKeyStore::names() const
{
    const QString key = indexKey;
    Task<Result<std::optional<SecretString>>> reading = m_keychain.read(key);
    const Result<std::optional<SecretString>> index = co_await std::move(reading);
    if (!index)
        co_return Result<QStringList>(index.error());
    QStringList names;
    if (*index)
        names = (*index)->reveal().split(u'\n', Qt::SkipEmptyParts);
    names.sort();
    co_return Result<QStringList>(names);
}

Task<Result<>> AwsKeyStore::writeNames(QStringList names) const
{
    names.sort();
    names.removeDuplicates();
    const QString key = indexKey;
    const SecretString index(names.join(u'\n'));
    Task<Result<>> writing = m_keychain.write(key, index);
    co_return co_await std::move(writing);
}

Task<Result<AwsKeys>> AwsKeyStore::read(QString name) const
{
    const QString key = itemKey(name);
    Task<Result<std::optional<SecretString>>> reading = m_keychain.read(key);
    const Result<std::optional<SecretString>> item = co_await std::move(reading);
    if (!item)
        co_return Result<AwsKeys>(item.error());
    if (!*item)
        co_return Result<AwsKeys>(noSuchKeys(name));

    const QByteArrayView bytes = (*item)->bytes();
    const qsizetype newline = bytes.indexOf('\n');
    if (newline < 1 || newline + 1 == bytes.size()) {
        const QString detail = u"the keychain item \"%1\" does not hold an access key"_s.arg(key);
        co_return Result<AwsKeys>(Error{ErrorKind::Protocol, u"failed"_s, detail});
    }
    AwsKeys keys;
    keys.accessKeyId = bytes.first(newline).toByteArray();
    keys.secretAccessKey = SecretString(bytes.sliced(newline + 1));
    co_return Result<AwsKeys>(std::move(keys));
}

Task<Result<>> AwsKeyStore::write(QString name, AwsKeys keys) const
{
    if (!isPlain(name.toUtf8()) || !isPlain(keys.accessKeyId) || !isPlain(keys.secretAccessKey.bytes())) {
        const QString detail = u"name, access key id and secret must be one line of text each"_s;
        co_return Result<>(Error{ErrorKind::Invalid, u"invalid"_s, detail});
    }
    QByteArray item = keys.accessKeyId;
    item.reserve(item.size() + 1 + keys.secretAccessKey.size());
    item += '\n';
    item += keys.secretAccessKey.bytes();
    const SecretString value = SecretString::take(std::move(item));

    Task<Result<QStringList>> listing = names(); // first, so that a keychain that cannot be read is not written
    const Result<QStringList> known = co_await std::move(listing);
    if (!known)
        co_return Result<>(known.error());
    const QString key = itemKey(name);
    Task<Result<>> writing = m_keychain.write(key, value);
    const Result<> written = co_await std::move(writing);
    if (!written || known->contains(name))
        co_return written;
    Task<Result<>> indexing = writeNames(*known + QStringList(name));
    co_return co_await std::move(indexing);
}

Task<Result<>> AwsKeyStore::remove(QString name) const
{
    Task<Result<QStringList>> listing = names();
    const Result<QStringList> known = co_await std::move(listing);
    if (!known)
        co_return Result<>(known.error());

    const QString key = itemKey(name);
    Task<Result<std::optional<SecretString>>> reading = m_keychain.read(key);
    const Result<std::optional<SecretString>> item = co_await std::move(reading);
    if (!item)
        co_return Result<>(item.error());
    if (!*item && !known->contains(name))
        co_return Result<>(noSuchKeys(name));

    Task<Result<>> removing = m_keychain.remove(key);
    const Result<> removed = co_await std::move(removing);
    if (!removed || !known->contains(name))
        co_return removed;
    QStringList rest = *known;
    rest.removeAll(name);
    Task<Result<>> indexing = writeNames(rest);
    co_return co_await std::move(indexing);
}

} // namespace keyturn
