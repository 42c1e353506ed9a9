#include "core/keychain/aws_key_store.h"

#include "core/async/sleep_for.h"
#include "core/base/private_folder.h"

#include <QDeadlineTimer>
#include <QFileInfo>
#include <QLockFile>

#include <algorithm>
#include <array>

namespace keyturn {

using namespace Qt::StringLiterals;

namespace {

constexpr auto indexKey = "aws-keys"_L1;

QString itemKey(const QString &name)
{
    return indexKey + u'/' + name;
}

constexpr std::chrono::seconds longestTurns{15}; // of all who were there before
constexpr std::chrono::milliseconds betweenLooks{15};

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isKeyId(QByteArrayView text)
{
    const auto belongs = [](char c) { return isLetterOrDigit(c) || c == '_'; };
    return text.size() >= 4 && text.size() <= 128 && std::all_of(text.begin(), text.end(), belongs);
}

bool isSecretKey(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

//! As IAM makes them. Other services that speak its protocol have ids of their own.
bool isOfIam(QByteArrayView id)
{
    return id.size() >= 16 && id.startsWith('A')
           && std::all_of(id.begin(), id.end(), [](char c) { return isLetterOrDigit(c) && !(c >= 'a' && c <= 'z'); });
}

//! Why this is certainly no pair of keys that work for long; empty where nothing speaks against it.
QString doubtOf(const AwsKeys &keys)
{
    const QByteArrayView id = keys.accessKeyId;
    const QByteArrayView secret = keys.secretAccessKey.bytes();
    const auto isOnly = [secret](auto &&belongs) { return std::all_of(secret.begin(), secret.end(), belongs); };
    if (isOnly([](char c) { return c == '*' || c == '.' || c == 'x' || c == 'X'; }))
        return u"in the place of the secret access key is what a page shows instead of it"_s;
    for (const char quote : {'"', '\''}) {
        if (secret.startsWith(quote) || secret.endsWith(quote))
            return u"the secret access key is in quotes, which do not belong to it"_s;
    }
    if (!isOfIam(id))
        return {};
    if (secret == id)
        return u"the access key id stands twice, and the secret access key is missing"_s;
    if (id.startsWith("ASIA"))
        return needsItsSession();
    static constexpr std::array others{"AIDA", "AROA", "AGPA", "AIPA", "ANPA", "ANVA", "APKA", "ASCA"};
    if (std::any_of(others.begin(), others.end(), [id](const char *prefix) { return id.startsWith(prefix); }))
        return u"this is the id of a user, a role or the like; that of an access key begins with AKIA"_s;
    if (secret.size() != 40 || !isOnly([](char c) { return isLetterOrDigit(c) || c == '/' || c == '+'; }))
        return u"a secret access key of AWS has 40 letters, digits, + and /, and this one has something else"_s;
    return {};
}

bool isPlain(QByteArrayView text)
{
    const auto isControl = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !text.isEmpty() && std::none_of(text.begin(), text.end(), isControl);
}

Error noSuchKeys(const QString &name)
{
    return {ErrorKind::NotFound, Refusal::Absent, u"no AWS keys named \"%1\" in the keychain"_s.arg(name)};
}

} // namespace

QString needsItsSession()
{
    return u"temporary keys work with their session token only, for which there is no place in the keychain; use a "
           "profile that signs in, or AWS_SESSION_TOKEN"_s;
}

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

Task<Result<AwsKeyStore::Lock>> AwsKeyStore::myTurn() const
{
    Lock lock;
    if (m_lockFile.isEmpty())
        co_return Result<Lock>(std::move(lock));
    const Result<PrivateFolder> folder = PrivateFolder::make(QFileInfo(m_lockFile).absolutePath());
    if (!folder)
        co_return Result<Lock>(folder.error());
    lock = std::make_unique<QLockFile>(m_lockFile);
    lock->setStaleLockTime(0); // only the end of its process makes it stale
    const QDeadlineTimer deadline(longestTurns);
    while (!lock->tryLock(0)) {
        if (lock->error() != QLockFile::LockFailedError)
            co_return Result<Lock>(Error{ErrorKind::Io, Refusal::Lock, u"%1 cannot be made"_s.arg(m_lockFile)});
        if (deadline.hasExpired())
            co_return Result<Lock>(
                Error{ErrorKind::Keychain, Refusal::Hung, u"another program holds %1"_s.arg(m_lockFile)});
        co_await sleepFor(betweenLooks);
    }
    co_return Result<Lock>(std::move(lock));
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

//! A write that failed may have left the new value all the same; then the old one comes back.
Task<Result<>> AwsKeyStore::writeItem(QString key, SecretString value) const
{
    Task<Result<std::optional<SecretString>>> reading = m_keychain.read(key);
    const Result<std::optional<SecretString>> before = co_await std::move(reading);
    if (!before)
        co_return Result<>(before.error());
    Task<Result<>> writing = m_keychain.write(key, value);
    const Result<> written = co_await std::move(writing);
    if (written)
        co_return written;
    Task<Result<>> takingBack = *before ? m_keychain.write(key, **before) : m_keychain.remove(key);
    const Result<> takenBack = co_await std::move(takingBack);
    Q_UNUSED(takenBack)
    co_return written;
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
        co_return Result<AwsKeys>(Error{ErrorKind::Protocol, Refusal::Failed, detail});
    }
    AwsKeys keys;
    keys.accessKeyId = bytes.first(newline).toByteArray();
    keys.secretAccessKey = SecretString(bytes.sliced(newline + 1));
    co_return Result<AwsKeys>(std::move(keys));
}

Task<Result<>> AwsKeyStore::write(QString name, AwsKeys keys) const
{
    if (!isPlain(name.toUtf8()) || !isKeyId(keys.accessKeyId) || !isSecretKey(keys.secretAccessKey.bytes())) {
        const QString detail =
            u"a name, an access key id (letters and digits) and a secret access key (without spaces) "
            "are needed, one line of text each"_s;
        co_return Result<>(Error{ErrorKind::Invalid, Refusal::AccessKeys, detail});
    }
    if (name.contains(u',') || name.trimmed() != name) {
        const QString detail =
            u"the name of a profile has no comma, which separates several, and no blanks around it"_s;
        co_return Result<>(Error{ErrorKind::Invalid, Refusal::AccessKeys, detail});
    }
    if (const QString doubt = doubtOf(keys); !doubt.isEmpty())
        co_return Result<>(Error{ErrorKind::Invalid, Refusal::AccessKeys, doubt});
    QByteArray item = keys.accessKeyId;
    item.reserve(item.size() + 1 + keys.secretAccessKey.size());
    item += '\n';
    item += keys.secretAccessKey.bytes();
    const SecretString value = SecretString::take(std::move(item));

    Task<Result<Lock>> waiting = myTurn();
    const Result<Lock> turn = co_await std::move(waiting);
    if (!turn)
        co_return Result<>(turn.error());
    Task<Result<QStringList>> reading = names(); // first, so that a keychain that cannot be read is not written
    const Result<QStringList> known = co_await std::move(reading);
    if (!known)
        co_return Result<>(known.error());
    const bool isNew = !known->contains(name);
    Result<> done;
    if (isNew) { // before the item: one that is in no list could not be found again
        Task<Result<>> listing = writeNames(*known + QStringList(name));
        const Result<> listed = co_await std::move(listing);
        done = listed;
    }
    if (done) {
        Task<Result<>> writing = writeItem(itemKey(name), value);
        const Result<> written = co_await std::move(writing);
        done = written;
    }
    if (!done && isNew) {
        Task<Result<>> unlisting = writeNames(*known);
        const Result<> unlisted = co_await std::move(unlisting);
        Q_UNUSED(unlisted)
    }
    co_return done;
}

Task<Result<>> AwsKeyStore::remove(QString name) const
{
    Task<Result<Lock>> waiting = myTurn();
    const Result<Lock> turn = co_await std::move(waiting);
    if (!turn)
        co_return Result<>(turn.error());
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
