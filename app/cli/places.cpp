#include "app/cli/places.h"

#include "core/profile/profiles.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <tuple>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class PlacesText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Places)

public:
    static QString place(const PlaceListing &place)
    {
        return place.region.isEmpty() ? place.profile : tr("%1 in %2").arg(place.profile, place.region);
    }
};

QStringList split(const QString &value)
{
    QStringList parts;
    for (const QString &part : value.split(u',', Qt::SkipEmptyParts)) {
        if (const QString name = part.trimmed(); !name.isEmpty())
            parts.append(name);
    }
    return parts;
}

} // namespace

QStringList profilesOf(const QStringList &values, const Environment &environment)
{
    QStringList names;
    for (const QString &value : values) {
        const bool isOne = !value.contains(u',') || Profiles::load(environment).find(value) != nullptr;
        names += isOne ? QStringList{value} : split(value);
    }
    names.removeDuplicates();
    return names;
}

QStringList regionsOf(const QStringList &values)
{
    QStringList names;
    for (const QString &value : values)
        names += split(value);
    names.removeDuplicates();
    return names;
}

QList<PlacedEntry> placedEntries(const std::vector<PlaceListing> &found)
{
    QList<PlacedEntry> rows;
    QHash<EntryId, qsizetype> known;
    for (const PlaceListing &place : found) {
        for (const Entry &entry : place.listing.entries) {
            if (const auto it = known.constFind(entry.id); it != known.constEnd()) {
                rows[*it].profiles.append(place.profile);
                continue;
            }
            known.insert(entry.id, rows.size());
            rows.append({&entry, {place.profile}});
        }
    }
    const auto order = [](const PlacedEntry &row) {
        const EntryId &id = row.entry->id;
        return std::tie(id.name, id.account, id.region, id.store);
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&order](const PlacedEntry &a, const PlacedEntry &b) { return order(a) < order(b); });
    return rows;
}

QString unreadablePolicies(const QList<PlacedEntry> &entries, bool hideNames)
{
    constexpr qsizetype mostNames = 5;
    QStringList names;
    for (const PlacedEntry &row : entries) {
        for (const ParameterMetadata &parameter : row.entry->parameters) {
            if (hasUnreadablePolicy(parameter))
                names.append(parameter.name);
        }
    }
    if (names.isEmpty())
        return {};
    if (hideNames)
        return PlacesText::tr("A date is not known, because a policy has no date or span that can be read.");
    QString shown = names.mid(0, mostNames).join(u", "_s);
    if (names.size() > mostNames)
        shown += u", ..."_s;
    return PlacesText::tr("A date is not known, because a policy has no date or span that can be read: %1").arg(shown);
}

Listing merged(const std::vector<PlaceListing> &found)
{
    Listing all;
    for (const PlacedEntry &row : placedEntries(found))
        all.entries.append(*row.entry);
    for (const PlaceListing &place : found)
        all.errors += place.listing.errors;
    return all;
}

Places::Places(Session &first, const QStringList &regions) : m_first(first)
{
    const QStringList profiles = first.options().profiles;
    const auto orDefault = [](const QStringList &names) { return names.isEmpty() ? QStringList{QString()} : names; };
    for (const QString &profile : orDefault(profiles)) {
        Session *sameProfile = nullptr;
        for (const QString &region : orDefault(regions)) {
            if (m_sessions.empty() && region == first.options().region) {
                m_sessions.push_back(&first);
            } else {
                GlobalOptions options = first.options();
                options.profile = profile;
                options.region = region;
                m_owned.push_back(std::make_unique<Session>(options));
                m_sessions.push_back(m_owned.back().get());
                if (sameProfile)
                    m_sessions.back()->signInWith(*sameProfile);
            }
            sameProfile = sameProfile ? sameProfile : m_sessions.back();
        }
    }
}

Task<std::vector<PlaceListing>> Places::connect()
{
    std::vector<PlaceListing> all;
    for (Session *session : m_sessions) {
        PlaceListing place;
        Task<Result<Connection *>> connecting = session->connect();
        const Result<Connection *> connection = co_await std::move(connecting);
        if (connection)
            place.connection = *connection;
        else
            place.listing.errors.append(connection.error());
        place.profile = session->context().profile;
        place.region = session->context().region;
        all.push_back(place);
    }
    co_return std::move(all);
}

Task<PlaceListing> Places::listOne(PlaceListing place, std::function<bool(const Entry &)> isWanted)
{
    if (!place.connection)
        co_return std::move(place);
    Task<Listing> reading = readListing(place.connection, isWanted);
    Listing listing = co_await std::move(reading);
    place.listing = std::move(listing);
    if (areSeveral() && Output::isTerminal())
        m_first.out().note(
            PlacesText::tr("%1: %2 entries").arg(PlacesText::place(place)).arg(place.listing.entries.size()));
    co_return std::move(place);
}

Task<std::vector<PlaceListing>> Places::list(std::function<bool(const Entry &)> isWanted)
{
    Task<std::vector<PlaceListing>> connecting = connect();
    const std::vector<PlaceListing> places = co_await std::move(connecting);
    std::vector<Task<PlaceListing>> tasks;
    for (const PlaceListing &place : places)
        tasks.push_back(listOne(place, isWanted));
    Task<std::vector<PlaceListing>> listing = whenAll(std::move(tasks));
    std::vector<PlaceListing> listed = co_await std::move(listing);
    co_return std::move(listed);
}

ExitCode Places::reportErrors(const std::vector<PlaceListing> &found)
{
    ExitCode code = ExitCode::Ok;
    bool isAnythingListed = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        const PlaceListing &place = found[i];
        isAnythingListed = isAnythingListed || !place.listing.entries.isEmpty()
                           || (place.connection && place.listing.errors.size() < 2);
        QStringList said;
        for (const Error &error : place.listing.errors) {
            code = exitCodeOf(error);
            QStringList lines = errorText(error, m_sessions[i]->context());
            if (said.contains(error.code) || lines.isEmpty())
                continue;
            said.append(error.code);
            lines.first() = PlacesText::tr("%1: %2").arg(PlacesText::place(place), lines.constFirst());
            m_first.out().message(lines);
        }
    }
    return code != ExitCode::Ok && isAnythingListed ? ExitCode::Failed : code;
}

} // namespace keyturn::cli
