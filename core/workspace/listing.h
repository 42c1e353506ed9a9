#pragma once
#include "core/async/task_scope.h"
#include "core/read/entry_catalog.h"
#include "core/workspace/entry_table.h"
#include "core/workspace/known_dates.h"
#include "core/workspace/listing_cache.h"
#include "core/workspace/place.h"

namespace keyturn {

//! What is listed of the place: names, dates and labels, never a value. Starts with the place and forgets with it.
class Listing : public QObject {
    Q_OBJECT

public:
    Listing(Place &place, KnownDates &dates);
    ~Listing() override;

    //! Shows what \p cache knows of a place as soon as that is entered, and keeps in it what was listed to the end.
    //! \p cache must outlive the listing.
    void keepIn(ListingCache &cache) { m_cache = &cache; }

    //! Null where none is kept.
    ListingCache *cache() const { return m_cache; }

    EntryTable &table() { return m_table; }
    const QList<Entry> &entries() const { return m_table.entries(); }
    //! Null where there is no such entry; valid until the next batch.
    const Entry *entry(const EntryId &id) const { return m_table.find(id); }

    //! Lists anew; what is known stays until the end tells that it is gone.
    void reload();
    //! Keeps what has been read so far; nothing counts as gone.
    void stop();
    bool isRunning() const { return m_running; }
    bool wasStopped() const { return m_stopped; }
    //! Every date of every entry and the user's reminders, as keyturnctl tells them.
    QList<DueItem> board() const;
    //! UTC; invalid before the first listing has ended.
    QDateTime listedAt() const { return m_listedAt; }
    //! UTC; valid while entries are shown as an earlier run of the program has listed them: since then.
    QDateTime cachedAt() const { return m_cachedAt; }
    const QList<Error> &errors() const { return m_errors; }

    //! Metadata that was read by itself; entriesRead() follows.
    void merge(const QList<Entry> &batch);
    //! Entries whose values were read: what they tell is better than what was known.
    void learn(const QList<Entry> &opened);
    //! Reads an entry's metadata again after somebody has written it; entryReread() follows, whatever came of it.
    void reread(const EntryId &id);
    //! Learnt from a value: metadata does not tell. Kept for as long as the program runs.
    void learnTokenExpiry(const EntryId &id, const QDateTime &expiresAt) { m_tokenExpiry.insert(id, expiresAt); }

signals:
    void started();
    void entriesRead(const QList<keyturn::Entry> &entries); //!< new or changed
    void entriesGone(const QList<keyturn::EntryId> &ids);
    void failed(const keyturn::Error &error); //!< one store; the other goes on
    void finished();
    void entryReread(const keyturn::EntryId &id, bool isThere);

private:
    void showCached();
    void showMoreCached();
    void dropOfOtherAccounts();
    void takeOut(const QList<EntryId> &gone);
    void next();
    void finish();
    void upsert(QList<Entry> entries);
    void dateAnew();
    DueKnowledge knowledge() const;
    void forget();

    Place &m_place;
    KnownDates &m_dates;
    EntryTable m_table;
    QSet<EntryId> m_seen;
    QList<Error> m_errors;
    QDateTime m_listedAt;
    ListingCache *m_cache = nullptr;
    QString m_wantedRegion;                // as the place was asked for; the connection may call it otherwise
    std::optional<CachedListing> m_cached; // what is not shown yet
    QDateTime m_cachedAt;
    QTimer m_moreCached;
    bool m_running = false;
    bool m_stopped = false;
    QHash<EntryId, QDateTime> m_tokenExpiry;
    std::unique_ptr<EntryCatalog> m_catalog;
    TaskScope m_listing;
    TaskScope m_reads;
};

} // namespace keyturn
