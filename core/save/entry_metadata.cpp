#include "core/save/entry_metadata.h"

#include "core/connection/connection.h"
#include "core/save/parameter_write.h"
#include "core/save/tag_write.h"

namespace keyturn {

namespace {

Task<Result<>> describeParameter(const ParameterStoreClient *client, QString name, QString description)
{
    const QStringList names{name};
    Result<QList<ParameterMetadata>> found = co_await client->describeNamed(names);
    if (!found)
        co_return found.error();
    const Result<Parameter> present = co_await client->getParameter(name);
    if (!present)
        co_return present.error();
    if (found->isEmpty() || found->first().version != present->version)
        co_return Error{
            ErrorKind::Conflict, Refusal::ChangedElsewhere, name, {}, {}, QStringLiteral("ssm:PutParameter")};
    ParameterMetadata onto = found->first();
    if (onto.description == description)
        co_return Result<>();
    onto.description = description;
    ParameterWrite write(*client);
    const ParameterWrite::Outcome outcome = co_await write.run(onto, present->value);
    if (outcome.error)
        co_return *outcome.error;
    co_return Result<>();
}

Task<Result<>> changeEntryTags(TagWrite write, MetadataChange change)
{
    if (!change.tags.isEmpty()) {
        const Result<> added = co_await write.set(change.tags);
        if (!added)
            co_return added.error();
    }
    if (!change.removeTags.isEmpty()) {
        const Result<> removed = co_await write.remove(change.removeTags);
        if (!removed)
            co_return removed.error();
    }
    co_return Result<>();
}

Task<Result<>> changeParameter(Connection *connection, QString name, MetadataChange change)
{
    const TagWrite write(*connection, Store::ParameterStore, name);
    const Result<> tagged = co_await changeEntryTags(write, change);
    if (!tagged)
        co_return tagged.error();
    if (change.description)
        co_return co_await describeParameter(&connection->parameterStore(), name, *change.description);
    co_return Result<>();
}

Task<Result<>> changeSecret(Connection *connection, QString secretId, MetadataChange change)
{
    const TagWrite write(*connection, Store::SecretsManager, secretId);
    const Result<> tagged = co_await changeEntryTags(write, change);
    if (!tagged)
        co_return tagged.error();
    if (change.description) {
        SecretsManagerClient::SecretUpdate update;
        update.description = change.description;
        const QString token = newVersionId();
        const Result<SecretWrite> written =
            co_await connection->secretsManager().updateSecret(secretId, std::move(update), token);
        if (!written)
            co_return written.error();
    }
    co_return Result<>();
}

} // namespace

Task<Result<>> changeMetadata(Connection *connection, Entry entry, MetadataChange change)
{
    if (entry.id.isSecret()) {
        const QString secretId = entry.secretId();
        co_return co_await changeSecret(connection, secretId, change);
    }
    QStringList names;
    for (const ParameterMetadata &member : std::as_const(entry.parameters))
        names.append(member.name);
    for (const QString &name : std::as_const(names)) {
        const Result<> changed = co_await changeParameter(connection, name, change);
        if (!changed)
            co_return changed.error();
    }
    co_return Result<>();
}

} // namespace keyturn
