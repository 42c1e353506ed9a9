#include "core/workspace/place_comparison.h"

#include "core/connection/connection.h"
#include "core/read/entry_store.h"

#include <optional>

namespace keyturn {

Task<Result<EntryField>> fieldThere(ConnectionSource *source, PlacedKey key)
{
    Task<Result<std::unique_ptr<Connection>>> connecting = source->connect(key.profile, key.region);
    const Result<std::unique_ptr<Connection>> connection = co_await std::move(connecting);
    if (!connection)
        co_return connection.error();
    const EntryStore store(**connection);
    Task<Result<EntryContent>> opening = store.open(key.entry);
    const Result<EntryContent> content = co_await std::move(opening);
    if (!content)
        co_return content.error();
    const EntryField *field = content->field(key.key);
    if (!field)
        co_return Error{ErrorKind::NotFound, Refusal::NoSuchKey, key.key};
    co_return *field;
}

//! The last member goes first: what runs before what it uses.
struct PlaceComparison::Reading {
    QList<Entry> left;
    std::unique_ptr<Connection> connection;
    std::optional<EntryStore> store;
    TaskScope scope;
};

PlaceComparison::PlaceComparison(Place &place, const SeveralPlaces &places) :
    m_place(place), m_places(places), m_matrix(std::make_unique<DriftMatrix>())
{}

PlaceComparison::~PlaceComparison() = default;

//! Each entry once, however many profiles see it.
QList<Entry> PlaceComparison::comparable(const QString &app, const SeveralPlaces::Listed &place) const
{
    QList<Entry> found;
    for (const Entry &entry : m_places.table().entries()) {
        const std::optional<DriftName> name = driftNameOf(entry.id.name);
        const bool isWanted = name && !entry.deletedAt.isValid() && (app.isEmpty() || name->app == app);
        if (isWanted && m_places.placeOf(entry.id) == &place)
            found.append(entry);
    }
    return found;
}

int PlaceComparison::count(const QString &app) const
{
    qsizetype all = 0;
    for (qsizetype i = 0; i < m_places.count(); ++i)
        all += comparable(app, m_places.at(i)).size();
    return int(all);
}

void PlaceComparison::start(const QString &app)
{
    m_readings.clear();
    m_running = 0;
    m_errors.clear();
    m_matrix = std::make_unique<DriftMatrix>();
    m_done = 0;
    m_total = 0;
    for (qsizetype i = 0; i < m_places.count(); ++i) {
        const SeveralPlaces::Listed &place = m_places.at(i);
        auto reading = std::make_unique<Reading>();
        reading->left = comparable(app, place);
        if (reading->left.isEmpty())
            continue;
        m_total += int(reading->left.size());
        const auto connected = [this, at = reading.get()](Result<std::unique_ptr<Connection>> connection) {
            if (connection) {
                at->connection = *std::move(connection);
                at->store.emplace(*at->connection);
                next(*at);
                return;
            }
            for (const Entry &entry : std::exchange(at->left, {}))
                take(entry, connection.error());
            end();
        };
        reading->scope.launch(m_place.source().connect(place.profile, place.region), connected);
        m_readings.push_back(std::move(reading));
        ++m_running;
    }
    emit progressed();
    if (!isRunning())
        emit finished();
}

void PlaceComparison::stop()
{
    if (!isRunning())
        return;
    m_readings.clear();
    m_running = 0;
    emit finished();
}

void PlaceComparison::next(Reading &reading)
{
    if (reading.left.isEmpty()) {
        end();
        return;
    }
    const Entry entry = reading.left.takeFirst();
    reading.scope.launch(reading.store->open(entry), [this, at = &reading, entry](const Result<EntryContent> &content) {
        take(entry, content);
        next(*at);
    });
}

void PlaceComparison::take(const Entry &entry, const Result<EntryContent> &content)
{
    const QString where = entry.id.account + u' ' + entry.id.region;
    const DriftName name = *driftNameOf(entry.id.name);
    if (content) {
        m_matrix->put(where, name, *content);
    } else {
        m_matrix->putUnread(where, name);
        m_errors.append(content.error());
    }
    ++m_done;
    emit progressed();
}

void PlaceComparison::end()
{
    if (--m_running == 0)
        emit finished();
}

} // namespace keyturn

#include "moc_place_comparison.cpp"
