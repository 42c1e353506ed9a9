#include "core/workspace/several_places.h"

#include "core/connection/connection.h"

#include <algorithm>

namespace keyturn {

//! The last member goes first: what runs before what it uses.
struct SeveralPlaces::Reading {
    Listed listed;
    QString region; // as its entries name it: without "fips-"
    bool isRehearsal = false;
    QSet<EntryId> seen;   // by the last listing that began
    QSet<EntryId> before; // by the one before it, until this one ends
    std::unique_ptr<Connection> connection;
    std::unique_ptr<EntryCatalog> catalog;
    TaskScope scope;

    bool has(const EntryId &id) const { return seen.contains(id) || before.contains(id); }
    void stop()
    {
        scope.cancelAll();
        catalog.reset();
        connection.reset();
    }
};

SeveralPlaces::SeveralPlaces(Place &place, KnownDates &dates) : m_place(place), m_dates(dates)
{
    connect(&dates, &KnownDates::changed, this, &SeveralPlaces::dateAnew);
}

SeveralPlaces::~SeveralPlaces() = default;

void SeveralPlaces::add(const Profile &profile, const QString &region)
{
    if (find(profile.name, region))
        return;
    m_places.push_back(std::make_unique<Reading>());
    m_places.back()->listed = {profile, region};
    begin(*m_places.back());
}

void SeveralPlaces::remove(const QString &profile, const QString &region)
{
    const auto it = std::find_if(m_places.begin(), m_places.end(), [&](const auto &reading) {
        return reading->listed.profile.name == profile && reading->listed.region == region;
    });
    if (it == m_places.end())
        return;
    const std::unique_ptr<Reading> gone = std::move(*it);
    m_places.erase(it);
    gone->stop();
    takeOut((gone->seen | gone->before).values());
    emit changed();
    if (!isRunning())
        emit finished();
}

void SeveralPlaces::reload()
{
    for (const auto &reading : m_places)
        begin(*reading);
}

const SeveralPlaces::Listed &SeveralPlaces::at(qsizetype index) const
{
    return m_places.at(size_t(index))->listed;
}

const SeveralPlaces::Listed *SeveralPlaces::find(const QString &profile, const QString &region) const
{
    for (const auto &reading : m_places) {
        if (reading->listed.profile.name == profile && reading->listed.region == region)
            return &reading->listed;
    }
    return nullptr;
}

const SeveralPlaces::Listed *SeveralPlaces::placeOf(const EntryId &id) const
{
    for (const auto &reading : m_places) {
        if (reading->has(id))
            return &reading->listed;
    }
    return nullptr;
}

bool SeveralPlaces::isRunning() const
{
    return std::any_of(m_places.begin(), m_places.end(),
                       [](const auto &reading) { return reading->listed.step != Step::Listed; });
}

void SeveralPlaces::begin(Reading &reading)
{
    reading.stop();
    reading.before |= reading.seen;
    reading.seen.clear();
    reading.listed.step = Step::Connecting;
    reading.listed.count = 0;
    reading.listed.errors.clear();
    emit changed();
    const auto connected = [this, at = &reading](Result<std::unique_ptr<Connection>> connection) {
        if (!connection) {
            at->listed.errors.append(connection.error());
            end(*at);
            return;
        }
        at->connection = *std::move(connection);
        at->region = at->connection->region();
        at->isRehearsal = at->connection->tokenEndpoint().isRehearsal();
        at->catalog = std::make_unique<EntryCatalog>(*at->connection);
        at->listed.step = Step::Listing;
        emit changed();
        next(*at);
    };
    reading.scope.launch(m_place.source().connect(reading.listed.profile, reading.listed.region), connected);
}

void SeveralPlaces::next(Reading &reading)
{
    reading.scope.launch(reading.catalog->next(), [this, at = &reading](std::optional<EntryCatalog::Batch> batch) {
        if (!batch) {
            end(*at);
            return;
        }
        at->listed.errors += batch->errors;
        take(*at, std::move(batch->entries));
        next(*at);
    });
}

void SeveralPlaces::take(Reading &reading, QList<Entry> entries)
{
    for (const Entry &entry : std::as_const(entries)) {
        reading.seen.insert(entry.id);
        if (reading.listed.account.isEmpty())
            reading.listed.account = entry.id.account;
    }
    reading.listed.count = reading.seen.size();
    const DueKnowledge known = knowledge();
    for (Entry &entry : entries)
        addKnownDates(entry, known);
    m_table.upsert(entries);
    emit changed();
    emit entriesRead();
}

//! A store that could not be read says nothing about what left it.
void SeveralPlaces::end(Reading &reading)
{
    reading.catalog.reset();
    reading.connection.reset();
    reading.listed.step = Step::Listed;
    if (reading.listed.errors.isEmpty()) {
        const QSet<EntryId> gone = std::exchange(reading.before, {}) - reading.seen;
        takeOut(gone.values());
    }
    emit changed();
    if (!isRunning())
        emit finished();
}

//! Other profiles may still see them.
void SeveralPlaces::takeOut(const QList<EntryId> &ids)
{
    QList<EntryId> gone;
    for (const EntryId &id : ids) {
        if (!placeOf(id))
            gone.append(id);
    }
    if (gone.isEmpty())
        return;
    m_table.remove(gone);
    emit entriesRead();
}

DueKnowledge SeveralPlaces::knowledge() const
{
    DueKnowledge known = m_dates.knowledge(false);
    const auto rehearsed = m_dates.knowledge(true).login;
    if (!known.login)
        return known;
    QSet<std::pair<QString, QString>> rehearsals; // account and region
    for (const auto &reading : m_places) {
        if (reading->isRehearsal)
            rehearsals.insert({reading->listed.account, reading->region});
    }
    known.login = [real = known.login, rehearsed, rehearsals](const Entry &entry) {
        return rehearsals.contains({entry.id.account, entry.id.region}) ? rehearsed(entry) : real(entry);
    };
    return known;
}

void SeveralPlaces::dateAnew()
{
    const DueKnowledge known = knowledge();
    QList<Entry> others;
    for (const Entry &entry : m_table.entries()) {
        Entry dated = entry;
        addKnownDates(dated, known);
        if (dated != entry)
            others.append(dated);
    }
    m_table.upsert(others);
    emit entriesRead(); // reminders that belong to no entry may have changed, too
}

QList<DueItem> SeveralPlaces::board() const
{
    return dueBoard(m_table.entries(), knowledge(), m_place.clock().utcNow());
}

} // namespace keyturn

#include "moc_several_places.cpp"
