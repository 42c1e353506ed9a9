#include "core/read/entry_details.h"

#include "core/connection/connection.h"
#include "core/entry/entries.h"
#include "core/entry/parameter_change.h"
#include "core/stores/parameter_tags_client.h"
#include "core/stores/resource_policy_client.h"

#include <algorithm>

namespace keyturn {

namespace {

//! The service's own key is what there is where none is named.
QString ownKey(const QString &keyId, const char *ofService)
{
    return keyId == QLatin1String(ofService) ? QString() : keyId;
}

void set(DetailTexts &texts, const DetailKey &key, const QString &text)
{
    if (!text.isEmpty())
        texts.insert(key, text);
}

void setTags(DetailTexts &texts, const QString &name, const QMap<QString, QString> &tags)
{
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag)
        texts.insert({name, DetailField::Tag, tag.key()}, tag.value());
}

void setParameter(DetailTexts &texts, const ParameterMetadata &parameter)
{
    const QString &name = parameter.name;
    set(texts, {name, DetailField::Description}, parameter.description);
    set(texts, {name, DetailField::KmsKey}, ownKey(parameter.keyId, "alias/aws/ssm"));
    set(texts, {name, DetailField::Tier}, parameter.tier);
    set(texts, {name, DetailField::AllowedPattern}, parameter.allowedPattern);
    set(texts, {name, DetailField::Policies}, policiesText(parameter.policies));
}

Task<Result<EntryDetails>> readSecret(Connection *connection, Entry entry)
{
    const QString secretId = entry.secretId();
    const ReplicationClient replication(connection->transport());
    const Result<ReplicationClient::Description> found = co_await replication.describeSecret(secretId);
    if (!found)
        co_return found.error();
    EntryDetails details;
    details.readAt = connection->clock().utcNow();
    details.entry = entryFromSecret(found->secret, connection->region(), details.readAt);
    details.lastAccessedAt = found->secret.lastAccessedAt;
    details.replicas = found->replicas;
    const QString name = entry.id.name;
    set(details.texts, {name, DetailField::Description}, found->secret.description);
    set(details.texts, {name, DetailField::KmsKey}, ownKey(found->secret.kmsKeyId, "alias/aws/secretsmanager"));
    setTags(details.texts, name, found->secret.tags);
    for (const ReplicaState &replica : found->replicas)
        details.texts.insert({name, DetailField::Replica, replica.region},
                             ownKey(replica.kmsKeyId, "alias/aws/secretsmanager"));
    const ResourcePolicyClient policies(connection->transport());
    const Result<QString> policy = co_await policies.getResourcePolicy(secretId);
    const DetailKey key{name, DetailField::ResourcePolicy};
    if (policy)
        set(details.texts, key, *policy);
    else
        details.unread.insert(key, policy.error());
    co_return details;
}

Task<Result<EntryDetails>> readParameters(Connection *connection, Entry entry)
{
    QStringList names;
    for (const ParameterMetadata &parameter : std::as_const(entry.parameters))
        names.append(parameter.name);
    const Result<QList<ParameterMetadata>> found = co_await connection->parameterStore().describeNamed(names);
    if (!found)
        co_return found.error();
    EntryDetails details;
    details.readAt = connection->clock().utcNow();
    for (ParameterMetadata &parameter : entry.parameters) {
        const auto now = std::find_if(found->begin(), found->end(),
                                      [&parameter](const ParameterMetadata &p) { return p.name == parameter.name; });
        if (now == found->end())
            co_return Error{ErrorKind::NotFound,
                            QStringLiteral("ParameterNotFound"),
                            parameter.name,
                            {},
                            {},
                            QStringLiteral("ssm:DescribeParameters")};
        parameter = *now;
        setParameter(details.texts, parameter);
    }
    const ParameterTagsClient client(connection->transport());
    for (const QString &name : std::as_const(names)) {
        const Result<QMap<QString, QString>> tags = co_await client.listTagsForResource(name);
        if (tags)
            setTags(details.texts, name, *tags);
        else
            details.unread.insert({name, DetailField::Tag}, tags.error());
    }
    details.entry = std::move(entry);
    co_return details;
}

} // namespace

QStringList EntryDetails::names() const
{
    QStringList names;
    for (const ParameterMetadata &parameter : entry.parameters)
        names.append(parameter.name);
    return names.isEmpty() ? QStringList{entry.id.name} : names;
}

const ParameterMetadata *EntryDetails::parameter(const QString &name) const
{
    const auto it = std::find_if(entry.parameters.begin(), entry.parameters.end(),
                                 [&name](const ParameterMetadata &p) { return p.name == name; });
    return it == entry.parameters.end() ? nullptr : &*it;
}

const ReplicaState *EntryDetails::replica(const QString &region) const
{
    const auto it =
        std::find_if(replicas.begin(), replicas.end(), [&region](const ReplicaState &r) { return r.region == region; });
    return it == replicas.end() ? nullptr : &*it;
}

Task<Result<EntryDetails>> readDetails(Connection *connection, Entry entry)
{
    if (entry.id.isSecret())
        co_return co_await readSecret(connection, std::move(entry));
    co_return co_await readParameters(connection, std::move(entry));
}

} // namespace keyturn
