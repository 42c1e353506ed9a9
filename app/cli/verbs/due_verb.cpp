#include "app/cli/verbs/due_verb.h"

#include "app/cli/listing.h"
#include "app/cli/table.h"
#include "app/cli/words.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

struct DueRow {
    EntryId entry;
    DueDate due;
};

QList<DueRow> rowsOf(const QList<Entry> &entries)
{
    QList<DueRow> rows;
    for (const Entry &entry : entries) {
        for (const DueDate &due : entry.due)
            rows.append({entry.id, due});
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const DueRow &a, const DueRow &b) { return a.due.dueAt < b.due.dueAt; });
    return rows;
}

void writeRow(JsonWriter &json, const DueRow &row, const QDateTime &now)
{
    const DueDate &due = row.due;
    json.beginObject().key("name").string(due.name).key("key");
    due.key.isEmpty() ? json.null() : json.string(due.key);
    json.key("reason").string(reasonWord(due.reason)).key("since");
    due.since.isValid() ? json.string(isoTime(due.since)) : json.null();
    json.key("basis").string(basisWord(due.basis));
    json.key("due").string(isoTime(due.dueAt)).key("days").number(due.days);
    json.key("daysLeft").number(daysUntil(due.dueAt, now)).key("state").string(stateWord(dueState(due, now)));
    json.key("store").string(storeWord(row.entry.store)).key("region").string(row.entry.region).endObject();
}

class DueText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::DueText)

public:
    static QString reason(const DueDate &due)
    {
        switch (due.reason) {
        case DueReason::ClientSecretAge:
            if (due.basis == DueBasis::AtTheLatest)
                return tr("client secrets expire after %n days, so at the latest", nullptr, due.days);
            if (due.basis == DueBasis::Creation)
                return tr("client secrets expire after %n days, counted from the creation of this one's secret",
                          nullptr, due.days);
            return tr("client secrets expire after %n days", nullptr, due.days);
        case DueReason::NoChangeNotification:
            return due.days == 1 ? tr("not changed for %n day", nullptr, due.days)
                                 : tr("not changed for %n days", nullptr, due.days);
        case DueReason::ExpirationNotification:
            return tr("reminder before it expires");
        case DueReason::Expiration:
            return tr("AWS deletes the parameter");
        case DueReason::Rotation:
            return tr("scheduled rotation");
        case DueReason::ScheduledDeletion:
            return tr("scheduled deletion");
        case DueReason::PendingRotation:
            return tr("rotation left unfinished (AWSPENDING)");
        case DueReason::TokenExpiry:
            return tr("the access token ends");
        case DueReason::RefreshIdle:
            return tr("refresh tokens end after %n days without use", nullptr, due.days);
        case DueReason::RefreshAbsolute:
            return tr("refresh tokens end %n days after the consent", nullptr, due.days);
        case DueReason::Reminder:
            return tr("your reminder");
        }
        return {};
    }
    static QString resets(const DueDate &due)
    {
        switch (due.reason) {
        case DueReason::ClientSecretAge:
            return tr("a new client secret");
        case DueReason::NoChangeNotification:
            return tr("any write");
        case DueReason::ExpirationNotification:
        case DueReason::Expiration:
            return tr("a later expiration policy");
        case DueReason::Rotation:
            return tr("a rotation that succeeds");
        case DueReason::ScheduledDeletion:
            return tr("restoring the secret");
        case DueReason::PendingRotation:
            return tr("the end of the rotation");
        case DueReason::TokenExpiry:
        case DueReason::RefreshIdle:
            return tr("a refresh");
        case DueReason::RefreshAbsolute:
            return tr("a new consent");
        case DueReason::Reminder:
            return tr("keyturnctl remind --done");
        }
        return {};
    }
};

} // namespace

QString DueVerb::name() const
{
    return u"due"_s;
}

QString DueVerb::summary() const
{
    return tr("List what falls due, earliest first.");
}

QString DueVerb::description() const
{
    return tr(
        "Lists every date at which somebody has to act: parameter policies, the age of LWA client secrets, rotations "
        "and deletions of secrets. Dates are computed from what AWS says about each entry; no values are read.\n"
        "In JSON, \"since\" is what the date counts from, \"basis\" whether that is known, or at-the-latest (it may be "
        "older) "
        "or creation (of the secret: it may have been changed since), \"days\" how many days after it, \"daysLeft\" "
        "the whole days "
        "from now (negative: overdue), and \"state\" one of fine, soon (30 days), overdue, stuck, deleting.");
}

QStringList DueVerb::examples() const
{
    return {u"keyturnctl due"_s, u"keyturnctl --json due | python3 -m json.tool"_s};
}

Task<ExitCode> DueVerb::run(Session &session, VerbArguments)
{
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error());
    Task<Listing> reading = readListing(*connection, [](const Entry &entry) { return !entry.due.isEmpty(); });
    const Listing listing = co_await std::move(reading);

    const QDateTime now = session.clock().utcNow();
    const QList<DueRow> rows = rowsOf(listing.entries);
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const DueRow &row : rows)
            writeRow(json, row, now);
        json.endArray();
        session.printJson(std::move(json));
    } else if (!rows.isEmpty()) {
        Table table({tr("WHEN"), tr("DATE"), tr("WHAT"), tr("WHY"), tr("RESET BY")});
        for (const DueRow &row : rows) {
            const QString what = row.due.key.isEmpty() ? row.due.name : row.due.name + u' ' + row.due.key;
            table.add({dueText(row.due.dueAt, now), dateText(row.due.dueAt), what, DueText::reason(row.due),
                       DueText::resets(row.due)});
        }
        session.out().write(table.text().toUtf8());
    }
    co_return reportErrors(session, listing.errors);
}

} // namespace keyturn::cli
