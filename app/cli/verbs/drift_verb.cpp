#include "app/cli/verbs/drift_verb.h"

#include "app/cli/places.h"
#include "app/cli/table.h"
#include "core/read/drift_matrix.h"
#include "core/read/entry_store.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString DriftVerb::name() const
{
    return u"drift"_s;
}

QString DriftVerb::summary() const
{
    return tr("Compare entries across environments, regions and accounts.");
}

QString DriftVerb::synopsis() const
{
    return u"[APP]"_s;
}

QString DriftVerb::description() const
{
    return tr(
        "Compares the entries called app/env/service (parameters also with a slash in front) whose names differ by the "
        "environment alone, in every --region of every --profile: a line for each key, a column for each environment "
        "and place. Letters stand for values: the same letter in a line is the same value, a dash means that it is not "
        "there, a question mark that it could not be read. Values are read, compared in memory and never printed.\n"
        "Only lines that differ are printed; --all prints the others, too. APP limits it to one application.");
}

QStringList DriftVerb::examples() const
{
    return {u"keyturnctl drift checkout"_s, u"keyturnctl --profile dev,prod drift"_s,
            u"keyturnctl --region us-east-1,eu-west-1 --json drift --all checkout"_s};
}

QList<QCommandLineOption> DriftVerb::options() const
{
    return {{u"all"_s, tr("Also the lines that do not differ.")}};
}

namespace {

//! What one place has, read one after the other: the stores allow few reads a second.
struct DriftReading {
    QList<EntryContent> read;
    QList<Entry> unread;
    QList<Error> errors;
};

Task<DriftReading> readPlace(PlaceListing place)
{
    DriftReading reading;
    if (!place.connection)
        co_return std::move(reading);
    const EntryStore store(*place.connection);
    for (const Entry &entry : place.listing.entries) {
        if (entry.deletedAt.isValid())
            continue;
        Task<Result<EntryContent>> opening = store.open(entry);
        Result<EntryContent> content = co_await std::move(opening);
        if (content) {
            reading.read.append(*std::move(content));
        } else {
            reading.unread.append(entry);
            reading.errors.append(content.error());
        }
    }
    co_return std::move(reading);
}

QString placeWord(const EntryId &id, bool areSeveral)
{
    return areSeveral ? id.account + u' ' + id.region : QString();
}

void printMatrix(Session &session, const DriftMatrix &matrix, bool all)
{
    QStringList heads{DriftVerb::tr("ENTRY"), DriftVerb::tr("KEY")};
    heads += matrix.columns();
    Table table(heads);
    JsonWriter json;
    json.beginArray();
    bool isEmpty = true;
    for (const DriftMatrix::Row &row : matrix.rows()) {
        if (!row.differs && !all)
            continue;
        isEmpty = false;
        QStringList cells{row.entry, row.key.isEmpty() ? u"-"_s : row.key};
        json.beginObject().key("entry").string(row.entry).key("key").string(row.key);
        json.key("differs").boolean(row.differs).key("values").beginObject();
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const QString &cell = row.cells.at(i);
            cells.append(cell.isEmpty() ? u"-"_s : cell);
            json.key(matrix.columns().at(i).toUtf8());
            cell.isEmpty() ? json.null() : json.string(cell);
        }
        json.endObject().endObject();
        table.add(cells);
    }
    json.endArray();
    if (session.json())
        session.printJson(std::move(json));
    else if (!isEmpty)
        session.out().write(table.text().toUtf8());
}

} // namespace

Task<ExitCode> DriftVerb::run(Session &session, VerbArguments arguments)
{
    const QString app = arguments.names.value(0);
    Places places(session);
    Task<std::vector<PlaceListing>> listing = places.list([app](const Entry &entry) {
        const std::optional<DriftName> name = driftNameOf(entry.id.name);
        return name && (app.isEmpty() || name->app == app);
    });
    std::vector<PlaceListing> found = co_await std::move(listing);
    std::vector<Task<DriftReading>> tasks;
    for (const PlaceListing &place : found)
        tasks.push_back(readPlace(place));
    Task<std::vector<DriftReading>> reading = whenAll(std::move(tasks));
    const std::vector<DriftReading> read = co_await std::move(reading);
    DriftMatrix matrix;
    for (std::size_t i = 0; i < read.size(); ++i) {
        for (const EntryContent &content : read[i].read)
            matrix.put(placeWord(content.entry.id, places.areSeveral()), *driftNameOf(content.entry.id.name), content);
        for (const Entry &entry : read[i].unread)
            matrix.putUnread(placeWord(entry.id, places.areSeveral()), *driftNameOf(entry.id.name));
        found[i].listing.errors += read[i].errors;
    }
    printMatrix(session, matrix, arguments.has(u"all"_s));
    co_return places.reportErrors(found);
}

} // namespace keyturn::cli
