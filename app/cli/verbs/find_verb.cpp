#include "app/cli/verbs/find_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/places.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/profile/profiles.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString FindVerb::name() const
{
    return u"find"_s;
}

QString FindVerb::summary() const
{
    return tr("Look for a name in several regions and profiles.");
}

QString FindVerb::synopsis() const
{
    return u"NAME"_s;
}

QString FindVerb::description() const
{
    return tr(
        "Asks for one secret, parameter or group by its name in every --region of every --profile, side by side, and "
        "prints where it is. Without --region these are the regions that your profiles name. No list is read, so "
        "the permission to list is not needed; no value is read either.\n"
        "The exit code is 3 where it is nowhere, and 1 where a place could not be asked.");
}

QStringList FindVerb::examples() const
{
    return {u"keyturnctl find lwa-oauth"_s,
            u"keyturnctl --profile dev,prod --region us-east-1,eu-west-1 find lwa-oauth"_s};
}

QList<QCommandLineOption> FindVerb::options() const
{
    return {storeOption()};
}

namespace {

//! The present one, and those that profiles name.
QStringList ownRegions(const Session &session)
{
    QStringList regions;
    if (const QString present = session.environment().region(); !present.isEmpty())
        regions.append(present);
    const Profiles profiles = Profiles::load(session.environment());
    for (const Profile &profile : profiles.all()) {
        if (!profile.region.isEmpty() && !regions.contains(profile.region))
            regions.append(profile.region);
    }
    return regions;
}

//! One, or of a secret and a parameter with that name both.
Task<QList<Result<Entry>>> findThere(PlaceListing place, VerbArguments arguments)
{
    QList<Result<Entry>> found;
    if (!place.connection) {
        found.append(Result<Entry>(place.listing.errors.constFirst()));
        co_return found;
    }
    Task<Result<Entry>> finding = findEntry(place.connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (entry || entry.error().refusal != Refusal::TwoEntries) {
        found.append(entry);
        co_return found;
    }
    for (const QString &store : {u"secret"_s, u"parameter"_s}) {
        arguments.options.insert(u"store"_s, store);
        Task<Result<Entry>> asking = findEntry(place.connection, arguments);
        const Result<Entry> there = co_await std::move(asking);
        found.append(there);
    }
    co_return found;
}

void showPlaces(Session &session, const std::vector<PlaceListing> &found)
{
    const QList<PlacedEntry> rows = placedEntries(found);
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const PlacedEntry &row : rows) {
            const EntryId &id = row.entry->id;
            json.beginObject().key("name").string(id.name).key("store").string(storeWord(id.store));
            json.key("account").string(id.account).key("region").string(id.region).key("arn");
            row.entry->arn.isEmpty() ? json.null() : json.string(row.entry->arn);
            json.key("profiles").beginArray();
            for (const QString &profile : row.profiles)
                json.string(profile);
            json.endArray().endObject();
        }
        json.endArray();
        session.printJson(std::move(json));
        return;
    }
    if (rows.isEmpty())
        return;
    Table table({FindVerb::tr("NAME"), FindVerb::tr("STORE"), FindVerb::tr("ACCOUNT"), FindVerb::tr("REGION"),
                 FindVerb::tr("PROFILE")});
    for (const PlacedEntry &row : rows) {
        const EntryId &id = row.entry->id;
        table.add({id.name, storeWord(id.store), id.account, id.region, row.profiles.join(u", "_s)});
    }
    session.out().write(table.text().toUtf8());
}

} // namespace

Task<ExitCode> FindVerb::run(Session &session, VerbArguments arguments)
{
    const Result<std::optional<Store>> store = storeOf(arguments);
    if (!store)
        co_return session.fail(store.error());
    Places places(session, session.options().regions.isEmpty() ? ownRegions(session) : session.options().regions);
    Task<std::vector<PlaceListing>> connecting = places.connect();
    std::vector<PlaceListing> found = co_await std::move(connecting);
    std::vector<Task<QList<Result<Entry>>>> asking;
    for (const PlaceListing &place : found)
        asking.push_back(findThere(place, arguments));
    Task<std::vector<QList<Result<Entry>>>> finding = whenAll(std::move(asking));
    const std::vector<QList<Result<Entry>>> entries = co_await std::move(finding);
    bool isAnywhere = false;
    for (std::size_t i = 0; i < found.size(); ++i) {
        for (const Result<Entry> &entry : entries[i]) {
            if (entry)
                found[i].listing.entries.append(*entry);
            else if (entry.error().kind != ErrorKind::NotFound && found[i].listing.errors.isEmpty())
                found[i].listing.errors.append(entry.error());
            isAnywhere = isAnywhere || entry;
        }
    }
    showPlaces(session, found);
    const ExitCode code = places.reportErrors(found);
    if (!isAnywhere && code == ExitCode::Ok) {
        session.out().message(
            tr("\"%1\" is in none of %2 places.").arg(arguments.names.constFirst()).arg(found.size()));
        co_return ExitCode::NotFound;
    }
    co_return code;
}

} // namespace keyturn::cli
