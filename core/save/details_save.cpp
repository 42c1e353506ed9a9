#include "core/save/details_save.h"

#include "core/connection/connection.h"
#include "core/entry/parameter_change.h"
#include "core/save/detail_check.h"
#include "core/save/parameter_write.h"
#include "core/save/secret_lifecycle.h"
#include "core/save/tag_write.h"
#include "core/stores/resource_policy_client.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr int readAttempts = 3; // a description may lag behind the value
const QString updateOperation = QStringLiteral("secretsmanager:UpdateSecret");

//! What one call writes.
struct Batch {
    QList<DetailKey> keys;
    QMap<QString, QString> texts; // by DetailKey::key
};

Batch batchOf(const DetailChanges &changes, DetailField field, bool isRemoval)
{
    Batch batch;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it.key().field != field || it->after.has_value() == isRemoval)
            continue;
        batch.keys.append(it.key());
        batch.texts.insert(it.key().key, it->after.value_or(QString()));
    }
    return batch;
}

void note(DetailsReceipt &receipt, const QList<DetailKey> &keys, const Result<> &done)
{
    if (done)
        receipt.saved.append(keys);
    else
        receipt.failures.append({keys, done.error()});
}

DetailChanges ofName(const DetailChanges &changes, const QString &name)
{
    DetailChanges found;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it.key().name == name)
            found.insert(it.key(), *it);
    }
    return found;
}

qsizetype tagCount(const EntryDetails &details, const QString &name)
{
    return std::count_if(details.texts.keyBegin(), details.texts.keyEnd(),
                         [&name](const DetailKey &key) { return key.name == name && key.field == DetailField::Tag; });
}

//! What is set and what is taken away, in the order that keeps within the limit.
Task<DetailsReceipt> changeTags(TagWrite write, DetailChanges changes, qsizetype present)
{
    DetailsReceipt receipt;
    const qsizetype added = batchOf(changes, DetailField::Tag, false).keys.size();
    const bool removesFirst = present + added > tagLimit;
    for (int pass = 0; pass < 2; ++pass) {
        const bool isRemoval = (pass == 0) == removesFirst;
        const Batch batch = batchOf(changes, DetailField::Tag, isRemoval);
        if (batch.keys.isEmpty())
            continue;
        Task<Result<>> writing = isRemoval ? write.remove(batch.texts.keys()) : write.set(batch.texts);
        const Result<> done = co_await std::move(writing);
        note(receipt, batch.keys, done);
    }
    co_return receipt;
}

Task<Result<>> updateSecret(const SecretsManagerClient *client, QString secretId, DetailChanges changes)
{
    SecretsManagerClient::SecretUpdate update;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it.key().field == DetailField::Description)
            update.description = it->after.value_or(QString());
        else if (it.key().field == DetailField::KmsKey)
            update.kmsKeyId = it->after.value_or(QString());
    }
    const QString token = newVersionId();
    const Result<SecretWrite> written = co_await client->updateSecret(secretId, std::move(update), token);
    if (!written)
        co_return written.error();
    co_return Result<>();
}

} // namespace

Task<Result<EntryDetails>> DetailsSave::readChecked(Entry entry, DetailChanges changes) const
{
    Result<EntryDetails> now = co_await readDetails(&m_connection, std::move(entry));
    if (!now)
        co_return now.error();
    if (now->entry.deletedAt.isValid() || !now->entry.editedBy.isEmpty()) {
        SecretMetadata secret;
        secret.deletedAt = now->entry.deletedAt;
        (now->entry.isReplica ? secret.primaryRegion : secret.owningService) = now->entry.editedBy;
        co_return *changeObstacle(secret, m_connection.region(), updateOperation);
    }
    const QMap<DetailKey, std::optional<QString>> conflicts = conflictsOf(changes, now->texts);
    if (!conflicts.isEmpty()) {
        const DetailKey &first = conflicts.firstKey();
        const QString detail = QStringLiteral("%1 was changed by somebody else").arg(first.name);
        co_return Error{ErrorKind::Conflict, Refusal::DetailsChanged, detail};
    }
    co_return now;
}

Task<Result<DetailChanges>> DetailsSave::check(Entry entry, DetailChanges changes) const
{
    const Result<EntryDetails> now = co_await readChecked(std::move(entry), changes);
    if (!now)
        co_return now.error();
    co_return openChanges(std::move(changes), now->texts);
}

Task<Result<DetailsReceipt>> DetailsSave::run(Entry entry, DetailChanges changes) const
{
    const Result<EntryDetails> now = co_await readChecked(entry, changes);
    if (!now)
        co_return now.error();
    const DetailChanges open = openChanges(changes, now->texts);
    DetailsReceipt receipt;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (!open.contains(it.key()))
            receipt.saved.append(it.key());
    }
    const QStringList names = now->names();
    for (const QString &name : names) {
        const DetailChanges own = ofName(open, name);
        if (own.isEmpty())
            continue;
        const qsizetype tags = tagCount(*now, name);
        const QString target = entry.id.isSecret() ? now->entry.arn : name;
        const DetailsReceipt done = co_await write(target, own, tags);
        receipt.saved.append(done.saved);
        receipt.failures.append(done.failures);
        receipt.versions.insert(done.versions);
    }
    co_return receipt;
}

Task<DetailsReceipt> DetailsSave::write(QString target, DetailChanges changes, qsizetype tags) const
{
    if (target.startsWith(QLatin1String("arn:"))) // no parameter's name
        co_return co_await writeSecret(std::move(target), std::move(changes), tags);
    co_return co_await writeParameter(std::move(target), std::move(changes), tags);
}

//! What only adds comes first; what could lock somebody out or deletes a copy, last.
Task<DetailsReceipt> DetailsSave::writeSecret(QString secretId, DetailChanges changes, qsizetype tags) const
{
    const SecretsManagerClient &client = m_connection.secretsManager();
    const ReplicationClient replication(m_connection.transport());
    const ResourcePolicyClient policies(m_connection.transport());
    DetailsReceipt receipt;
    QList<DetailKey> updated;
    for (auto it = changes.cbegin(); it != changes.cend(); ++it) {
        if (it.key().field == DetailField::Description || it.key().field == DetailField::KmsKey)
            updated.append(it.key());
    }
    if (!updated.isEmpty()) {
        const Result<> done = co_await updateSecret(&client, secretId, changes);
        note(receipt, updated, done);
    }
    const TagWrite tagWrite(m_connection, Store::SecretsManager, secretId);
    const DetailsReceipt tagged = co_await changeTags(tagWrite, changes, tags);
    receipt.saved.append(tagged.saved);
    receipt.failures.append(tagged.failures);
    const Batch added = batchOf(changes, DetailField::Replica, false);
    if (!added.keys.isEmpty()) {
        const Result<> done = co_await replication.replicateSecretToRegions(secretId, added.texts);
        note(receipt, added.keys, done);
    }
    const Batch policy = batchOf(changes, DetailField::ResourcePolicy, false);
    if (!policy.keys.isEmpty()) {
        const QString text = policy.texts.first();
        const Result<> done = co_await policies.putResourcePolicy(secretId, text);
        note(receipt, policy.keys, done);
    }
    const Batch noPolicy = batchOf(changes, DetailField::ResourcePolicy, true);
    if (!noPolicy.keys.isEmpty()) {
        const Result<> done = co_await policies.deleteResourcePolicy(secretId);
        note(receipt, noPolicy.keys, done);
    }
    const Batch gone = batchOf(changes, DetailField::Replica, true);
    if (!gone.keys.isEmpty()) {
        const QStringList regions = gone.texts.keys();
        const Result<> done = co_await replication.removeRegionsFromReplication(secretId, regions);
        note(receipt, gone.keys, done);
    }
    co_return receipt;
}

Task<DetailsReceipt> DetailsSave::writeParameter(QString name, DetailChanges changes, qsizetype tags) const
{
    const TagWrite tagWrite(m_connection, Store::ParameterStore, name);
    DetailsReceipt receipt = co_await changeTags(tagWrite, changes, tags);
    QList<DetailKey> put = changes.keys();
    put.removeIf([](const DetailKey &key) { return key.field == DetailField::Tag; });
    if (put.isEmpty())
        co_return receipt;
    const Result<qint64> version = co_await putParameter(name, changes);
    if (version) {
        receipt.saved.append(put);
        receipt.versions.insert(name, *version);
    } else {
        receipt.failures.append({put, version.error()});
    }
    co_return receipt;
}

//! Onto the newest version, with its value: whoever wrote that, it stays.
Task<Result<qint64>> DetailsSave::putParameter(QString name, DetailChanges changes) const
{
    const ParameterStoreClient &client = m_connection.parameterStore();
    const ParameterChange change = ParameterChange::from(changes, name);
    const QStringList names{name};
    for (int attempt = 0; attempt < readAttempts; ++attempt) {
        const Result<QList<ParameterMetadata>> found = co_await client.describeNamed(names);
        if (!found)
            co_return found.error();
        const Result<Parameter> present = co_await client.getParameter(name);
        if (!present)
            co_return present.error();
        if (found->isEmpty() || found->first().version != present->version)
            continue;
        ParameterWrite write(client);
        const ParameterMetadata onto = change.applied(found->first());
        const QString policies = change.policiesToSend();
        const ParameterWrite::Outcome outcome = co_await write.run(onto, present->value, policies);
        if (outcome.error)
            co_return *outcome.error;
        co_return outcome.version;
    }
    co_return Error{ErrorKind::Conflict, Refusal::ChangedElsewhere, name, {}, {}, QStringLiteral("ssm:PutParameter")};
}

} // namespace keyturn
