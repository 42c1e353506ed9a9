#include "core/workspace/listing_cache.h"

#include "core/base/json_writer.h"
#include "core/base/private_folder.h"
#include "core/connection/connection_setup.h"
#include "core/json/json_cursor.h"
#include "core/workspace/cached_rows.h"

#include <QCryptographicHash>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! What tells one place from others.
QStringList placeWords(const Profile &profile, const QString &region)
{
    QStringList words{QString::number(int(profile.kind)), profile.name, region};
    for (const ServiceEndpoint &endpoint : endpointsOf(profile, region))
        words.append(QString::fromLatin1(endpoint.service->id) + u' ' + originOf(endpoint.url));
    return words;
}

QString fileNameOf(const QStringList &place)
{
    const QByteArray hash =
        QCryptographicHash::hash(place.join(QChar::Null).toUtf8(), QCryptographicHash::Sha256).toHex().first(32);
    return QString::fromLatin1(hash) + QLatin1String(ListingCache::suffix);
}

QByteArray checksumOf(QByteArrayView rows)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(rows);
    return hash.result().toHex();
}

} // namespace

QList<Entry> CachedListing::next(int count)
{
    QList<Entry> entries;
    while (entries.size() < count && m_at < m_rows.size()) {
        qsizetype end = m_rows.indexOf('\n', m_at);
        end = end < 0 ? m_rows.size() : end;
        Entry entry = readCachedEntry(QByteArrayView(m_rows).sliced(m_at, end - m_at), m_region);
        if (!entry.id.name.isEmpty())
            entries.append(std::move(entry));
        m_at = end + 1;
    }
    return entries;
}

void ListingCache::setKept(bool kept)
{
    m_kept = kept;
    if (kept)
        return;
    flush();
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    for (const QString &name : folder ? folder->names(QLatin1String(suffix)) : QStringList())
        folder->remove(name);
}

std::optional<CachedListing> ListingCache::read(const Profile &profile, const QString &region) const
{
    if (!m_kept || profile.kind == ProfileKind::Sandbox)
        return std::nullopt;
    const QStringList wanted = placeWords(profile, region);
    const Result<PrivateFolder> folder = PrivateFolder::open(m_folder);
    const Result<QByteArray> text =
        folder ? folder->read(fileNameOf(wanted), largestFile) : Result<QByteArray>(folder.error());
    const qsizetype headEnd = text ? text->indexOf('\n') : -1;
    if (headEnd < 0)
        return std::nullopt;
    QStringList place;
    QDateTime listedAt;
    QString checksum;
    bool isOurs = false;
    JsonCursor head(QByteArrayView(*text).first(headEnd));
    head.beginObject();
    while (head.nextMember()) {
        if (head.key() == "keyturn") {
            isOurs = head.number() == 1;
        } else if (head.key() == "place") {
            for (head.beginArray(); head.nextItem();)
                place.append(head.string());
        } else if (head.key() == "listedAt") {
            listedAt = QDateTime::fromMSecsSinceEpoch(qint64(head.number()), Qt::UTC);
        } else if (head.key() == "sha256") {
            checksum = head.string();
        } else {
            head.skip();
        }
    }
    QByteArray rows = text->sliced(headEnd + 1);
    if (head.failed() || !isOurs || place != wanted || !listedAt.isValid()
        || checksum != QLatin1String(checksumOf(rows)))
        return std::nullopt;
    return CachedListing(std::move(rows), plainRegion(region), listedAt);
}

void ListingCache::write(const Profile &profile, const QString &region, QList<Entry> entries, const QDateTime &listedAt)
{
    if (!m_kept || profile.kind == ProfileKind::Sandbox)
        return;
    m_writer.start(
        [folderPath = m_folder, place = placeWords(profile, region), entries = std::move(entries), listedAt] {
            QByteArray rows;
            for (const Entry &entry : entries) {
                JsonWriter json;
                writeCachedEntry(json, entry);
                rows.append(json.text());
                rows.append('\n');
            }
            JsonWriter head;
            head.beginObject().key("keyturn").number(1).key("place").beginArray();
            for (const QString &word : place)
                head.string(word);
            head.endArray().key("listedAt").number(listedAt.toMSecsSinceEpoch());
            head.key("sha256").utf8(checksumOf(rows)).endObject();
            const Result<PrivateFolder> folder = PrivateFolder::make(folderPath);
            if (!folder || rows.size() > largestFile)
                return;
            const Result<> written = folder->write(fileNameOf(place), head.text().toByteArray() + '\n' + rows);
            if (!written)
                folder->remove(fileNameOf(place)); // an older list would be shown as the last one
        });
}

} // namespace keyturn
