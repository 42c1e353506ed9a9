#include "app/cli/listing.h"

#include "core/read/entry_catalog.h"
#include "core/rotation/refresh_marker.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ListingText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Listing)
};

} // namespace

DueKnowledge knowledgeOf(Session &session, const QList<Reminder> &reminders)
{
    return {[known = session.journal().logins().all(), &session](const Entry &entry) {
                const bool rehearsal = session.connection() && session.connection()->tokenEndpoint().isRehearsal();
                return known.isEmpty() ? LoginFacts() : known.value(RefreshMarker::keyOf(entry.id, rehearsal));
            },
            reminders, session.leadTimes().read()};
}

Task<Listing> readListing(Connection *connection, std::function<bool(const Entry &)> isWanted)
{
    EntryCatalog catalog(*connection, EntryCatalog::Give::WhenWhole);
    QHash<EntryId, Entry> entries; // a group grows as pages arrive
    Listing listing;
    while (true) {
        Task<std::optional<EntryCatalog::Batch>> reading = catalog.next();
        const std::optional<EntryCatalog::Batch> batch = co_await std::move(reading);
        if (!batch)
            break;
        for (const Entry &entry : batch->entries)
            isWanted(entry) ? void(entries.insert(entry.id, entry)) : void(entries.remove(entry.id));
        listing.errors += batch->errors;
    }
    listing.entries = entries.values();
    std::sort(listing.entries.begin(), listing.entries.end(), [](const Entry &a, const Entry &b) {
        return std::tie(a.id.name, a.id.store) < std::tie(b.id.name, b.id.store);
    });
    co_return std::move(listing);
}

ExitCode reportErrors(Session &session, const QList<Error> &errors)
{
    ExitCode code = ExitCode::Ok;
    QStringList said;
    for (const Error &error : errors) {
        code = exitCodeOf(error);
        if (!said.contains(error.code))
            session.fail(error);
        said << error.code;
    }
    return errors.size() == 1 ? ExitCode::Failed : code;
}

QString dueText(const QDateTime &dueAt, const QDateTime &now)
{
    if (!dueAt.isValid())
        return u"-"_s;
    const int days = static_cast<int>(daysUntil(dueAt, now));
    if (days == 0)
        return dueAt <= now ? ListingText::tr("overdue today") : ListingText::tr("today");
    const int count = qAbs(days);
    if (days > 0)
        return count == 1 ? ListingText::tr("in %n day", nullptr, count)
                          : ListingText::tr("in %n days", nullptr, count);
    return count == 1 ? ListingText::tr("%n day ago", nullptr, count) : ListingText::tr("%n days ago", nullptr, count);
}

QString dateText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().date().toString(Qt::ISODate) : u"-"_s;
}

} // namespace keyturn::cli
