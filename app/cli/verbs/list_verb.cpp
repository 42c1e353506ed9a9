#include "app/cli/verbs/list_verb.h"

#include "app/cli/listing.h"
#include "app/cli/table.h"
#include "app/cli/words.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

void writeEntry(JsonWriter &json, const Entry &entry, const QDateTime &now)
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
    json.endArray().endObject();
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
        "A store that cannot be listed is reported on standard error; the other is listed, and the exit code is that "
        "of the error if neither could be read, else 1.");
}

QStringList ListVerb::examples() const
{
    return {u"keyturnctl list"_s, u"keyturnctl --profile asp-production --region eu-west-1 --json list"_s};
}

Task<ExitCode> ListVerb::run(Session &session, VerbArguments)
{
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error());
    Task<Listing> reading = readListing(*connection, [](const Entry &) { return true; });
    Listing listing = co_await std::move(reading);
    // Reminders that cannot be read are told by "remind" and "due"; names and stores are listed all the same.
    const Result<QList<Reminder>> reminders = session.reminders().read();
    const DueKnowledge knowledge = knowledgeOf(session, **connection, reminders ? *reminders : QList<Reminder>());
    for (Entry &entry : listing.entries)
        addKnownDates(entry, knowledge);

    const QDateTime now = session.clock().utcNow();
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const Entry &entry : listing.entries)
            writeEntry(json, entry, now);
        json.endArray();
        session.printJson(std::move(json));
    } else if (!listing.entries.isEmpty()) {
        Table table({tr("NAME"), tr("STORE"), tr("KIND"), tr("DUE"), tr("CHANGED")});
        for (const Entry &entry : listing.entries) {
            const QString kind = entry.kind == CredentialKind::Unknown ? u"-"_s : kindLabel(entry.kind);
            const DueDate *due = decisiveDate(entry, now);
            table.add({entry.id.name, storeWord(entry.id.store), kind, dueText(due ? due->dueAt : QDateTime(), now),
                       dateText(entry.lastChangedAt)});
        }
        session.out().write(table.text().toUtf8());
    }
    co_return reportErrors(session, listing.errors);
}

} // namespace keyturn::cli
