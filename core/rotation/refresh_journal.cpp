#include "core/rotation/refresh_journal.h"

#include "core/base/crash_point.h"
#include "core/base/private_folder.h"

#include <QFileInfo>
#include <QStorageInfo>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 roomNeeded = 1024LL * 1024; // bytes: enough for every file of a refresh, many times over
constexpr qint64 longestMarker = 64LL * 1024;

Error asJournal(Error error)
{
    error.refuse(Refusal::Journal);
    error.operation = u"refresh_token"_s;
    return error;
}

constexpr auto filePrefix = "refresh-"_L1;
constexpr auto fileSuffix = ".json"_L1;

QString fileOf(const QString &key)
{
    return filePrefix + key + fileSuffix;
}

QString itemOf(const QString &key)
{
    return u"refresh/"_s + key;
}

} // namespace

Task<Result<>> RefreshJournal::begin(RefreshMarker marker, SecretString usedToken) const
{
    if (!isKept())
        co_return Result<>();
    const Result<> noted = note(marker);
    if (!noted)
        co_return noted;
    if (QStorageInfo(m_folder).bytesAvailable() < roomNeeded) {
        forget(marker);
        co_return Result<>(asJournal({ErrorKind::Io, {}, u"%1 is on a full disk"_s.arg(m_folder)}));
    }
    KEYTURN_CRASH_POINT("J0-marker-after");
    const JournalItem planned{marker, JournalItem::fingerprintOf(usedToken, marker.operation), {}};
    const QString key = itemOf(marker.key());
    const SecretString text = planned.text();
    const Result<> written = co_await m_keychain->write(key, text);
    if (!written)
        forget(marker);
    co_return written;
}

Result<> RefreshJournal::note(const RefreshMarker &marker) const
{
    if (!isKept())
        return {};
    const Result<PrivateFolder> folder = PrivateFolder::make(m_folder);
    if (!folder)
        return asJournal(folder.error());
    const Result<> written = folder->write(fileOf(marker.key()), marker.text());
    return written ? written : Result<>(asJournal(written.error()));
}

//! Where nothing was sent there is nothing to remember.
void RefreshJournal::forget(const RefreshMarker &marker) const
{
    if (marker.state == RefreshMarker::State::Planned)
        removeFile(marker);
}

void RefreshJournal::removeFile(const RefreshMarker &marker) const
{
    if (const Result<PrivateFolder> folder = PrivateFolder::open(m_folder))
        folder->remove(fileOf(marker.key()));
}

LoginRecord RefreshJournal::logins() const
{
    return LoginRecord(m_folder.isEmpty() ? QString() : QFileInfo(m_folder).path() + QStringLiteral("/logins"));
}

QStringList RefreshJournal::files() const
{
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    QStringList names = folder ? folder->names(fileSuffix) : QStringList();
    names.removeIf([](const QString &name) { return !name.startsWith(filePrefix); });
    return names;
}

Result<RefreshMarker> RefreshJournal::read(const QString &name) const
{
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    if (!folder)
        return asJournal(folder.error());
    const Result<QByteArray> text = folder->read(name, longestMarker);
    if (!text)
        return asJournal(text.error());
    const Result<RefreshMarker> marker = RefreshMarker::fromText(*text);
    if (marker && fileOf(marker->key()) != name)
        return Error{ErrorKind::Protocol, Refusal::Journal, u"%1 is of another entry"_s.arg(name)};
    return marker;
}

Task<Result<>> RefreshJournal::keep(RefreshMarker marker, SecretString usedToken, TokenAnswer answer) const
{
    if (!isKept())
        co_return Result<>();
    const JournalItem answered{marker, JournalItem::fingerprintOf(usedToken, marker.operation), answer};
    const QString key = itemOf(marker.key());
    const SecretString text = answered.text();
    const Result<> written = co_await m_keychain->write(key, text);
    if (!written)
        co_return written;
    KEYTURN_CRASH_POINT("J2-keychain-after");
    static_cast<void>(note(marker)); // the item tells as much
    co_return Result<>();
}

Task<Result<>> RefreshJournal::end(RefreshMarker marker) const
{
    if (!isKept())
        co_return Result<>();
    const QString key = itemOf(marker.key());
    const Result<> removed = co_await m_keychain->remove(key);
    if (!removed)
        co_return removed;
    KEYTURN_CRASH_POINT("J6-keychain-after");
    removeFile(marker);
    co_return Result<>();
}

QList<RefreshMarker> RefreshJournal::markers() const
{
    QList<RefreshMarker> found;
    for (const QString &name : files()) {
        if (const Result<RefreshMarker> marker = read(name))
            found.append(*marker);
    }
    return found;
}

Result<std::optional<RefreshMarker>> RefreshJournal::marker(const QString &key) const
{
    const Result<RefreshMarker> marker = read(fileOf(key));
    if (marker)
        return std::optional<RefreshMarker>(*marker);
    if (marker.error().kind == ErrorKind::NotFound)
        return std::optional<RefreshMarker>();
    return marker.error();
}

QStringList RefreshJournal::unreadable() const
{
    QStringList names = files();
    names.removeIf([this](const QString &name) { return read(name).has_value(); });
    return names;
}

Task<Result<std::optional<JournalItem>>> RefreshJournal::item(QString key) const
{
    using Found = std::optional<JournalItem>;
    if (!isKept())
        co_return Found();
    const QString name = itemOf(key);
    const Result<std::optional<SecretString>> text = co_await m_keychain->read(name);
    if (!text)
        co_return text.error();
    if (!text->has_value())
        co_return Found();
    const Result<JournalItem> item = JournalItem::fromText(**text);
    if (!item)
        co_return item.error();
    co_return Found(*item);
}

} // namespace keyturn
