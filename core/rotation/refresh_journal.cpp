#include "core/rotation/refresh_journal.h"

#include "core/base/crash_point.h"

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qint64 roomNeeded = 1024 * 1024; // bytes: enough for every file of a refresh, many times over

QString fileOf(const QString &key)
{
    return u"refresh-%1.json"_s.arg(key);
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
    const Result<> room = m_folder.check(roomNeeded);
    if (!room)
        co_return room;
    const Result<> noted = note(marker);
    if (!noted)
        co_return noted;
    KEYTURN_CRASH_POINT("J0-marker-after");
    const JournalItem planned{marker, JournalItem::fingerprintOf(usedToken, marker.operation), {}};
    const QString key = itemOf(marker.key());
    const SecretString text = planned.text();
    const Result<> written = co_await m_keychain->write(key, text);
    if (!written && marker.state == RefreshMarker::State::Planned)
        static_cast<void>(m_folder.remove(fileOf(marker.key()))); // nothing was sent: there is nothing to remember
    co_return written;
}

Result<> RefreshJournal::note(const RefreshMarker &marker) const
{
    return isKept() ? m_folder.write(fileOf(marker.key()), marker.text()) : Result<>();
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
    co_return m_folder.remove(fileOf(marker.key()));
}

QList<RefreshMarker> RefreshJournal::markers() const
{
    QList<RefreshMarker> found;
    for (const QString &name : m_folder.names(fileOf(u"*"_s))) {
        const Result<QByteArray> text = m_folder.read(name);
        const Result<RefreshMarker> marker = text ? RefreshMarker::fromText(*text) : text.error();
        if (marker && fileOf(marker->key()) == name)
            found.append(*marker);
    }
    return found;
}

Result<std::optional<RefreshMarker>> RefreshJournal::marker(const QString &key) const
{
    const Result<QByteArray> text = m_folder.read(fileOf(key));
    if (!text && text.error().kind == ErrorKind::NotFound)
        return std::optional<RefreshMarker>();
    if (!text)
        return text.error();
    const Result<RefreshMarker> marker = RefreshMarker::fromText(*text);
    if (!marker)
        return marker.error();
    if (marker->key() != key)
        return Error{ErrorKind::Protocol, u"journal"_s, u"%1 is of another entry"_s.arg(fileOf(key))};
    return std::optional<RefreshMarker>(*marker);
}

QStringList RefreshJournal::unreadable() const
{
    QStringList names = m_folder.names(fileOf(u"*"_s));
    for (const RefreshMarker &marker : markers())
        names.removeAll(fileOf(marker.key()));
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
