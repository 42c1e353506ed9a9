#include "app/cli/verbs/list_verb.h"

#include "app/cli/places.h"
#include "app/cli/table.h"
#include "app/cli/words.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

void writeEntry(JsonWriter &json, const Entry &entry, const QStringList &profiles, const QDateTime &now)
{
    const auto text = [&json](const char *key, const QString &value) {
        json.key(key);
        value.isEmpty() ? json.null() : json.string(value);
    };
    json.beginObject();
    text("name", entry.id.name);
    text("store", storeWord(entry.id.store));
    text("region", entry.id.region);
    text("account", entry.id.account);
    text("arn", entry.arn);
    text("kind", entry.kind == CredentialKind::Unknown ? QString() : kindLabel(entry.kind));
    text("description", entry.description);
    const DueDate *due = decisiveDate(entry, now);
    text("due", due ? isoTime(due->dueAt) : QString());
    text("dueReason", due ? reasonWord(due->reason) : QString());
    text("dueState", due ? stateWord(dueState(*due, now)) : QString());
    text("changed", isoTime(entry.lastChangedAt));
    text("deleted", isoTime(entry.deletedAt));
    const bool isStuck = std::any_of(entry.due.begin(), entry.due.end(),
                                     [&now](const DueDate &date) { return dueState(date, now) == DueState::Stuck; });
    json.key("rotationEnabled").boolean(entry.rotationEnabled).key("rotationStuck").boolean(isStuck);
    json.key("parameters").beginArray();
    for (const ParameterMetadata &parameter : entry.parameters)
        json.string(parameter.name);
    json.endArray().key("profiles").beginArray();
    for (const QString &profile : profiles)
        json.string(profile);
    json.endArray().endObject();
}

QString tableOf(const QList<PlacedEntry> &rows, bool areSeveral, const QDateTime &now)
{
    QStringList heads{ListVerb::tr("NAME"), ListVerb::tr("STORE"), ListVerb::tr("KIND"), ListVerb::tr("DUE"),
                      ListVerb::tr("CHANGED")};
    if (areSeveral)
        heads += {ListVerb::tr("ACCOUNT"), ListVerb::tr("REGION"), ListVerb::tr("PROFILE")};
    Table table(heads);
    for (const PlacedEntry &row : rows) {
        const Entry &entry = *row.entry;
        const QString kind = entry.kind == CredentialKind::Unknown ? u"-"_s : kindLabel(entry.kind);
        const DueDate *due = decisiveDate(entry, now);
        QStringList cells{entry.id.name, storeWord(entry.id.store), kind, dueText(due ? due->dueAt : QDateTime(), now),
                          dateText(entry.lastChangedAt)};
        if (areSeveral)
            cells += {entry.id.account, entry.id.region, row.profiles.join(u", "_s)};
        table.add(cells);
    }
    return table.text();
}

} // namespace

QString ListVerb::name() const
{
    return u"list"_s;
}

QString ListVerb::summary() const
{
    return tr("List secrets and parameters.");
}

QString ListVerb::description() const
{
    return tr(
        "Lists the secrets of Secrets Manager and the parameters of Parameter Store, sorted by name. Parameters that "
        "belong together (an SP-API client) are one entry under their common path. No values are read.\n"
        "With several profiles or regions all of them are listed side by side, and each line says account, region and "
        "profile; what two profiles of one account see is one line.\n"
        "A store that cannot be listed is reported on standard error; the other is listed, and the exit code is that "
        "of the error if neither could be read, else 1.");
}

QStringList ListVerb::examples() const
{
    return {u"keyturnctl list"_s, u"keyturnctl --profile asp-production --region eu-west-1 --json list"_s,
            u"keyturnctl --profile dev,prod --region us-east-1,eu-west-1 list"_s};
}

Task<ExitCode> ListVerb::run(Session &session, VerbArguments)
{
    Places places(session);
    Task<std::vector<PlaceListing>> listing = places.list([](const Entry &) { return true; });
    std::vector<PlaceListing> found = co_await std::move(listing);
    if (!places.areSeveral() && !found.front().connection)
        co_return session.fail(found.front().listing.errors.constFirst());
    // Reminders that cannot be read are told by "remind" and "due"; names and stores are listed all the same.
    const Result<QList<Reminder>> reminders = session.reminders().read();
    const DueKnowledge knowledge = knowledgeOf(session, reminders ? *reminders : QList<Reminder>());
    for (PlaceListing &place : found) {
        for (Entry &entry : place.listing.entries)
            addKnownDates(entry, knowledge);
    }

    const QList<PlacedEntry> rows = placedEntries(found);
    const QDateTime now = session.clock().utcNow();
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const PlacedEntry &row : rows)
            writeEntry(json, *row.entry, row.profiles, now);
        json.endArray();
        session.printJson(std::move(json));
    } else if (!rows.isEmpty()) {
        session.out().write(tableOf(rows, places.areSeveral(), now).toUtf8());
    }
    if (const QString unread = unreadablePolicies(rows); !unread.isEmpty())
        session.out().message(unread);
    co_return places.areSeveral() ? places.reportErrors(found) : reportErrors(session, found.front().listing.errors);
}

} // namespace keyturn::cli
