#include "core/versions/history_reader.h"

#include "core/connection/connection.h"
#include "core/due/due_rules.h"

#include <algorithm>

namespace keyturn {

namespace {

//! Of parameters, which come with their history.
enum class Values { Decrypted, LeftOut };

struct ValuedRow {
    VersionRow row;
    SecretString value;
};

Task<Result<QList<VersionRow>>> secretVersions(Connection *connection, QString secretId)
{
    QList<VersionRow> rows;
    PageStream<SecretVersion> stream = connection->secretsManager().listSecretVersionIds(secretId, true);
    for (;;) {
        Result<std::optional<QList<SecretVersion>>> page = co_await stream.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        for (const SecretVersion &version : **page)
            rows.append(VersionRow{version.versionId, {}, version.stages, version.createdAt, {}});
    }
    co_return rows;
}

Task<Result<QList<ValuedRow>>> parameterVersions(Connection *connection, QString name, Values values)
{
    QList<ValuedRow> rows;
    PageStream<ParameterVersion> stream =
        connection->parameterStore().getParameterHistory(name, values == Values::Decrypted);
    for (;;) {
        Result<std::optional<QList<ParameterVersion>>> page = co_await stream.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        for (const ParameterVersion &version : **page) {
            const VersionRow row{QString::number(version.version), name, version.labels, version.lastModifiedAt,
                                 version.lastModifiedUser};
            rows.append(ValuedRow{row, values == Values::Decrypted ? version.value : SecretString()});
        }
    }
    co_return rows;
}

Task<Result<QList<ValuedRow>>> entryVersions(Connection *connection, Entry entry, Values values)
{
    QList<ValuedRow> rows;
    if (entry.id.isSecret()) {
        const QString secretId = entry.secretId();
        const Result<QList<VersionRow>> found = co_await secretVersions(connection, secretId);
        if (!found)
            co_return found.error();
        for (const VersionRow &row : *found)
            rows.append(ValuedRow{row, SecretString()});
    }
    for (const ParameterMetadata &parameter : std::as_const(entry.parameters)) {
        const QString name = parameter.name;
        const Result<QList<ValuedRow>> found = co_await parameterVersions(connection, name, values);
        if (!found)
            co_return found.error();
        rows.append(*found);
    }
    std::stable_sort(rows.begin(), rows.end(), [](const ValuedRow &a, const ValuedRow &b) {
        if (a.row.createdAt != b.row.createdAt)
            return a.row.createdAt > b.row.createdAt;
        return a.row.name == b.row.name && a.row.id.toLongLong() > b.row.id.toLongLong();
    });
    co_return rows;
}

QList<VersionRow> rowsOf(const QList<ValuedRow> &valued)
{
    QList<VersionRow> rows;
    for (const ValuedRow &row : valued)
        rows.append(row.row);
    return rows;
}

//! Nothing older would tell more: every key is dated, and what the tag says of the client secret has been looked at.
bool isDated(const VersionHistory &history, const EntryContent &opened, qsizetype oldest)
{
    const QHash<QString, KeyAge> ages = history.ages();
    const auto isKnown = [&ages](const EntryField &field) { return ages.value(field.key).known; };
    const QDateTime noted = timeFromTag(opened.entry.tags.value(QLatin1String(rotatedAtTag)));
    const bool isSeen = !noted.isValid() || history.rows().at(oldest).createdAt <= noted;
    return isSeen && std::all_of(opened.fields.begin(), opened.fields.end(), isKnown);
}

} // namespace

Task<Result<QList<VersionRow>>> readVersions(Connection *connection, Entry entry)
{
    const Result<QList<ValuedRow>> rows = co_await entryVersions(connection, std::move(entry), Values::LeftOut);
    if (!rows)
        co_return rows.error();
    co_return rowsOf(*rows);
}

Task<Result<VersionHistory>> readHistory(Connection *connection, Entry entry)
{
    const Result<QList<ValuedRow>> open = co_await entryVersions(connection, entry, Values::Decrypted);
    if (open) {
        VersionHistory history(entry, rowsOf(*open));
        if (entry.id.isParameter()) {
            QList<SecretString> values;
            for (const ValuedRow &row : *open)
                values.append(row.value);
            history = VersionHistory(entry, rowsOf(*open), values);
        }
        co_return history;
    }
    if (open.error().kind != ErrorKind::AccessDenied || !entry.id.isParameter())
        co_return open.error();
    // The key may be what is denied: who and when may still be told.
    const Result<QList<ValuedRow>> closed = co_await entryVersions(connection, entry, Values::LeftOut);
    if (!closed)
        co_return open.error();
    VersionHistory history(entry, rowsOf(*closed));
    for (qsizetype row = 0; row < history.size(); ++row)
        history.setError(row, open.error());
    co_return history;
}

Task<Result<VersionHistory>> readForAges(Connection *connection, EntryContent opened)
{
    Result<VersionHistory> history = co_await readHistory(connection, opened.entry);
    if (!history || opened.entry.id.isParameter())
        co_return history;
    history->adopt(opened);
    const QString secretId = opened.entry.secretId();
    qsizetype row = history->currentRow();
    for (int read = 0; read < mostVersionsForAges && history->content(row); ++read) {
        const qsizetype older = history->rowBefore(row);
        if (older < 0 || isDated(*history, opened, row))
            break;
        const QString version = history->rows().at(older).id;
        const Result<SecretValue> value = co_await connection->secretsManager().getSecretValue(secretId, version);
        if (!value)
            break; // what is known by now is true all the same
        history->setContent(older, *value);
        row = older;
    }
    co_return history;
}

} // namespace keyturn
