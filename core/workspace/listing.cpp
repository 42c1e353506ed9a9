#include "core/workspace/listing.h"

#include "core/due/due_rules.h"

#include <algorithm>

namespace keyturn {

namespace {

//! Of the same version: what is in it, and since when its client secret is.
void keepWhatOpeningTaught(Entry &entry, const Entry &old)
{
    if (entry.kind == CredentialKind::Unknown)
        entry.kind = old.kind;
    const auto isClientSecret = [](const DueDate &due) { return due.reason == DueReason::ClientSecretAge; };
    const auto known = std::find_if(old.due.begin(), old.due.end(), isClientSecret);
    const auto fresh = std::find_if(entry.due.begin(), entry.due.end(), isClientSecret);
    const QLatin1String tag(rotatedAtTag);
    const bool isNews =
        fresh != entry.due.end() && fresh->basis != DueBasis::Creation && entry.tags.value(tag) != old.tags.value(tag);
    if (known != old.due.end() && !entry.deletedAt.isValid() && !isNews)
        replaceClientSecretDue(entry.due, *known);
}

// A window may not stand still for longer than 100 ms; what a list shows at first comes at once.
constexpr int cachedAtOnce = 2000;

bool isSameVersion(const Entry &a, const Entry &b)
{
    return a.currentVersion == b.currentVersion
           && std::equal(a.parameters.begin(), a.parameters.end(), b.parameters.begin(), b.parameters.end(),
                         [](const ParameterMetadata &x, const ParameterMetadata &y) {
                             return x.name == y.name && x.version == y.version;
                         });
}

} // namespace

Listing::Listing(Place &place, KnownDates &dates) : m_place(place), m_dates(dates)
{
    connect(&dates, &KnownDates::changed, this, &Listing::dateAnew);
    connect(&place, &Place::left, this, &Listing::forget);
    connect(&place, &Place::changed, this, &Listing::showCached);
    connect(&place, &Place::ready, this, &Listing::reload);
    connect(&place, &Place::identityChanged, this, &Listing::dropOfOtherAccounts);
    connect(&m_moreCached, &QTimer::timeout, this, &Listing::showMoreCached);
}

Listing::~Listing() = default;

void Listing::forget()
{
    m_listing.cancelAll();
    m_catalog.reset();
    m_reads.cancelAll();
    m_table.clear();
    m_seen.clear();
    m_errors.clear();
    m_listedAt = {};
    m_cachedAt = {};
    m_cached.reset();
    m_moreCached.stop();
    m_running = false;
}

void Listing::showCached()
{
    m_wantedRegion = m_place.region();
    if (!m_cache || !m_place.isOpening())
        return;
    m_cached = m_cache->read(m_place.profile(), m_wantedRegion);
    if (!m_cached)
        return;
    m_cachedAt = m_cached->listedAt();
    m_moreCached.start(0);
    showMoreCached();
}

void Listing::showMoreCached()
{
    const QList<Entry> batch = m_cached->next(cachedAtOnce);
    if (batch.isEmpty()) {
        m_cached.reset();
        m_moreCached.stop();
        return;
    }
    const QString account = m_place.identity().account;
    QList<Entry> unknown; // what was read since is better
    for (const Entry &entry : batch) {
        if (!m_table.find(entry.id) && (account.isEmpty() || entry.id.account == account))
            unknown.append(entry);
    }
    upsert(unknown);
}

//! The profile has become another account's since its list was kept.
void Listing::dropOfOtherAccounts()
{
    if (!m_cachedAt.isValid())
        return;
    QList<EntryId> gone;
    for (const Entry &entry : entries()) {
        if (entry.id.account != m_place.identity().account && !m_seen.contains(entry.id))
            gone.append(entry.id);
    }
    takeOut(gone);
}

void Listing::takeOut(const QList<EntryId> &gone)
{
    if (gone.isEmpty())
        return;
    m_table.remove(gone);
    emit entriesGone(gone);
}

void Listing::reload()
{
    if (!m_place.isOpen())
        return;
    m_listing.cancelAll();
    m_catalog = std::make_unique<EntryCatalog>(*m_place.connection());
    m_seen.clear();
    m_errors.clear();
    m_running = true;
    m_stopped = false;
    emit started();
    next();
}

void Listing::stop()
{
    if (!m_running)
        return;
    m_listing.cancelAll();
    m_catalog.reset();
    m_running = false;
    m_stopped = true;
    m_listedAt = m_place.clock().utcNow();
    emit finished();
}

void Listing::next()
{
    m_listing.launch(m_catalog->next(), [this](std::optional<EntryCatalog::Batch> batch) {
        if (!batch) {
            finish();
            return;
        }
        for (const Entry &entry : batch->entries)
            m_seen.insert(entry.id);
        merge(batch->entries);
        for (const Error &error : batch->errors) {
            m_errors.append(error);
            emit failed(error);
        }
        next();
    });
}

void Listing::merge(const QList<Entry> &batch)
{
    QList<Entry> merged = batch;
    for (Entry &entry : merged) {
        if (!entry.tokenExpiresAt.isValid())
            entry.tokenExpiresAt = m_tokenExpiry.value(entry.id);
        // A listing knows names and dates only; what an opened entry taught us is worth keeping.
        const Entry *old = m_table.find(entry.id);
        if (old && isSameVersion(*old, entry))
            keepWhatOpeningTaught(entry, *old);
    }
    upsert(merged);
}

void Listing::learn(const QList<Entry> &opened)
{
    QList<Entry> merged = opened;
    for (Entry &entry : merged) {
        const Entry *old = m_table.find(entry.id);
        if (entry.kind == CredentialKind::Unknown && old)
            entry.kind = old->kind;
        if (entry.tokenExpiresAt.isValid())
            m_tokenExpiry.insert(entry.id, entry.tokenExpiresAt);
        else
            entry.tokenExpiresAt = m_tokenExpiry.value(entry.id);
    }
    upsert(merged);
}

void Listing::upsert(QList<Entry> entries)
{
    if (entries.isEmpty())
        return;
    const DueKnowledge known = knowledge();
    for (Entry &entry : entries)
        addKnownDates(entry, known);
    m_table.upsert(entries);
    emit entriesRead(entries);
}

DueKnowledge Listing::knowledge() const
{
    return m_dates.knowledge(m_place.isOpen() && m_place.connection()->tokenEndpoint().isRehearsal());
}

void Listing::dateAnew()
{
    const DueKnowledge known = knowledge();
    QList<Entry> others;
    for (const Entry &entry : entries()) {
        Entry dated = entry;
        addKnownDates(dated, known);
        if (dated != entry)
            others.append(dated);
    }
    if (!others.isEmpty())
        m_table.upsert(others);
    emit entriesRead(others); // reminders that belong to no entry may have changed, too
}

QList<DueItem> Listing::board() const
{
    return dueBoard(entries(), knowledge(), m_place.clock().utcNow());
}

void Listing::finish()
{
    m_running = false;
    m_listedAt = m_place.clock().utcNow();
    if (m_errors.isEmpty()) { // a store that could not be read says nothing about what left it
        QList<EntryId> gone;
        for (const Entry &entry : entries()) {
            if (!m_seen.contains(entry.id))
                gone.append(entry.id);
        }
        m_moreCached.stop();
        m_cached.reset();
        m_cachedAt = {};
        takeOut(gone);
        if (m_cache)
            m_cache->write(m_place.profile(), m_wantedRegion, entries(), m_listedAt);
    }
    m_seen = {}; // of a long list it is as large as the index
    emit finished();
}

void Listing::reread(const EntryId &id)
{
    m_reads.launch(m_place.session()->store.find(id.name, id.store), [this, id](const Result<Entry> &entry) {
        const bool isGone = !entry && entry.error().kind == ErrorKind::NotFound && m_table.find(id);
        if (entry && entry->id == id) {
            merge({*entry});
        } else if (isGone) {
            takeOut({id});
        }
        emit entryReread(id, !isGone);
    });
}

} // namespace keyturn

#include "moc_listing.cpp"
