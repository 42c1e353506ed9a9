#pragma once
#include "core/entry/entry.h"
#include "core/profile/profile.h"

#include <QThreadPool>

#include <optional>

namespace keyturn {

//! What one place's last complete listing told, read from its file a piece at a time.
class CachedListing {
public:
    //! \p rows: one JSON object a line, known to be whole.
    CachedListing(QByteArray rows, QString region, QDateTime listedAt) :
        m_rows(std::move(rows)), m_region(std::move(region)), m_listedAt(std::move(listedAt))
    {}

    const QDateTime &listedAt() const { return m_listedAt; } //!< UTC
    //! At most \p count more; empty behind the last one.
    QList<Entry> next(int count);

private:
    QByteArray m_rows;
    QString m_region;
    QDateTime m_listedAt;
    qsizetype m_at = 0;
};

//! Keeps what was listed, one file (0600) for each profile, region and set of endpoints, so that the list stands at
//! once and without a network. Names, ARNs, dates, kinds, versions and their labels' counts. Never a value, nor what
//! may hold one: descriptions, tags, allowed patterns and the names of keys inside of a secret are left out. Nothing is
//! kept of the sandbox inside of the program. A file that is broken, too large, or of another place counts as none.
class ListingCache {
public:
    //! \p folder of Keyturn's own.
    explicit ListingCache(QString folder) : m_folder(std::move(folder)) { m_writer.setMaxThreadCount(1); }
    Q_DISABLE_COPY_MOVE(ListingCache)

    //! False: every file is removed, and none is read or written any more.
    void setKept(bool kept);
    bool isKept() const { return m_kept; }

    //! \p region as the user names it, "fips-us-east-1" for instance.
    std::optional<CachedListing> read(const Profile &profile, const QString &region) const;
    //! On a thread of its own: 100,000 rows take longer than a window may stand still. What cannot be written is not
    //! kept, and the next listing brings it again.
    void write(const Profile &profile, const QString &region, QList<Entry> entries, const QDateTime &listedAt);
    //! Waits for what is being written.
    void flush() { m_writer.waitForDone(); }

    static constexpr qint64 largestFile = 64LL * 1024 * 1024; // bytes; 100,000 entries take about 30 MB
    static constexpr auto suffix = ".list";

private:
    const QString m_folder;
    bool m_kept = true;
    QThreadPool m_writer; // the last member: its destructor waits
};

} // namespace keyturn
