#include "app/cli/verbs/history_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/versions/history_reader.h"
#include "core/versions/version_writers.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! A version, and who made it as far as that is known: of parameters always, of secrets where CloudTrail was asked.
struct MadeVersion {
    VersionRow row;
    VersionWriter writer;
};

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

void printVersionsJson(Session &session, const QList<MadeVersion> &versions)
{
    JsonWriter json;
    json.beginArray();
    const auto textOrNull = [&json](QByteArrayView key, const QString &text) {
        json.key(key);
        text.isEmpty() ? json.null() : json.string(text);
    };
    for (const MadeVersion &version : versions) {
        json.beginObject().key("version").string(version.row.id);
        textOrNull("parameter", version.row.name);
        textOrNull("createdAt", isoTime(version.row.createdAt));
        json.key("labels").beginArray();
        for (const QString &label : version.row.labels)
            json.string(label);
        json.endArray();
        textOrNull("by", version.writer.by);
        textOrNull("call", version.writer.call);
        textOrNull("calledAt", isoTime(version.writer.at));
        json.endObject();
    }
    json.endArray();
    session.printJson(std::move(json));
}

void printVersions(Session &session, const QList<MadeVersion> &versions, bool isParameter, bool isSomebodyKnown)
{
    QStringList header{HistoryVerb::tr("VERSION"), HistoryVerb::tr("CREATED"), HistoryVerb::tr("LABELS")};
    if (isParameter)
        header.prepend(HistoryVerb::tr("PARAMETER"));
    if (isSomebodyKnown)
        header.append(HistoryVerb::tr("BY"));
    if (isSomebodyKnown && !isParameter)
        header.append(HistoryVerb::tr("CALL"));
    Table table(header);
    for (const MadeVersion &version : versions) {
        QStringList cells{version.row.id, orDash(isoTime(version.row.createdAt)),
                          orDash(version.row.labels.join(u' '))};
        if (isParameter)
            cells.prepend(version.row.name);
        if (isSomebodyKnown)
            cells.append(orDash(version.writer.by));
        if (isSomebodyKnown && !isParameter)
            cells.append(orDash(version.writer.call));
        table.add(cells);
    }
    session.out().write(table.text().toUtf8());
}

} // namespace

QString HistoryVerb::name() const
{
    return u"history"_s;
}

QString HistoryVerb::summary() const
{
    return tr("List the versions of an entry, and who wrote them.");
}

QString HistoryVerb::synopsis() const
{
    return u"NAME"_s;
}

QString HistoryVerb::description() const
{
    return tr(
        "Lists the versions that AWS keeps of a secret, a parameter or a group of parameters, newest first. No value "
        "is "
        "read.\n"
        "Parameter Store tells who wrote each version. Secrets Manager does not; --who asks CloudTrail, which needs "
        "cloudtrail:LookupEvents. It looks for the call that made each version: of the last 90 days, in this region, "
        "some minutes late, and two questions a second. Where that is not allowed, the versions are listed without "
        "it.");
}

QStringList HistoryVerb::examples() const
{
    return {u"keyturnctl history /my-erp/lwa/clientsecret"_s, u"keyturnctl history amazon-api-access-token --who"_s};
}

QList<QCommandLineOption> HistoryVerb::options() const
{
    return {storeOption(), {u"who"_s, tr("Ask CloudTrail who wrote each version of a secret.")}};
}

Task<ExitCode> HistoryVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    Task<Result<QList<VersionRow>>> reading = readVersions(*connection, *entry);
    const Result<QList<VersionRow>> rows = co_await std::move(reading);
    if (!rows)
        co_return session.fail(rows.error(), name);

    const bool isParameter = entry->id.isParameter();
    const bool asks = arguments.has(u"who"_s) && !isParameter;
    // Without --who there is nothing to ask about.
    Task<Result<QHash<QString, VersionWriter>>> asking =
        readWriters(*connection, entry->secretId(), asks ? *rows : QList<VersionRow>());
    const Result<QHash<QString, VersionWriter>> writers = co_await std::move(asking);
    QList<MadeVersion> versions;
    qsizetype unknown = 0;
    for (const VersionRow &row : *rows) {
        const VersionWriter writer = !isParameter && writers ? writers->value(row.id) : VersionWriter{row.by, {}, {}};
        versions.append({row, writer});
        unknown += writer.by.isEmpty() ? 1 : 0;
    }
    if (session.json())
        printVersionsJson(session, versions);
    else
        printVersions(session, versions, isParameter, isParameter || (asks && writers));
    if (!writers && writers.error().kind != ErrorKind::AccessDenied)
        co_return session.fail(writers.error(), name);
    if (!writers)
        session.out().message(tr("Who wrote them is not known: that needs the permission cloudtrail:LookupEvents."));
    else if (asks && unknown > 0)
        session.out().message(
            tr("CloudTrail does not know who wrote every version: it keeps 90 days of this region, and "
               "is some minutes late."));
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
