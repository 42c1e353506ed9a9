#include "ui/models/version_reader.h"

#include "core/profile/connection.h"

#include <algorithm>

namespace keyturn {

namespace {

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

Task<Result<QList<VersionRow>>> parameterVersions(Connection *connection, QString name)
{
    QList<VersionRow> rows;
    PageStream<ParameterVersion> stream = connection->parameterStore().getParameterHistory(name);
    for (;;) {
        Result<std::optional<QList<ParameterVersion>>> page = co_await stream.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            break;
        for (const ParameterVersion &version : **page)
            rows.append(VersionRow{QString::number(version.version), name, version.labels, version.lastModifiedAt,
                                   version.lastModifiedUser});
    }
    co_return rows;
}

} // namespace

Task<Result<QList<VersionRow>>> readVersions(Connection *connection, Entry entry)
{
    QList<VersionRow> rows;
    if (entry.id.store == Store::SecretsManager) {
        const QString secretId = entry.arn;
        Result<QList<VersionRow>> found = co_await secretVersions(connection, secretId);
        if (!found)
            co_return found.error();
        rows = std::move(*found);
    }
    for (const ParameterMetadata &parameter : std::as_const(entry.parameters)) {
        const QString name = parameter.name;
        Result<QList<VersionRow>> found = co_await parameterVersions(connection, name);
        if (!found)
            co_return found.error();
        rows.append(*found);
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [](const VersionRow &a, const VersionRow &b) { return a.createdAt > b.createdAt; });
    co_return rows;
}

} // namespace keyturn
