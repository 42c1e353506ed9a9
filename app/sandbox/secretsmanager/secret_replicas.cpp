#include "app/sandbox/secretsmanager/secret_replicas.h"

#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/service/kms.h"

#include <algorithm>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

const QString inSync = u"InSync"_s;
const QString failed = u"Failed"_s;

const Secret *secretIn(const Store &store, const Scope &scope, const QString &name)
{
    const Store::Secrets &secrets = store.secrets(scope);
    const auto it = secrets.find(name);
    return it == secrets.end() ? nullptr : &it->second;
}

QString arnIn(const Secret &secret, const QString &region)
{
    QStringList parts = secret.arn.split(u':');
    parts[3] = region;
    return parts.join(u':');
}

//! A replica differs in its key, its policy of access dates, and in having no replicas.
Secret replicaOf(const Secret &secret, const Replica &replica, const Secret *before)
{
    Secret copy = secret;
    copy.arn = arnIn(secret, replica.region);
    copy.kmsKeyId = replica.kmsKeyId;
    copy.replicas.clear();
    copy.lastAccessedAt = before ? before->lastAccessedAt : QDateTime();
    for (SecretVersion &version : copy.versions) {
        const auto same = [&version](const SecretVersion &v) { return v.id == version.id; };
        const QList<SecretVersion> known = before ? before->versions : QList<SecretVersion>();
        const auto old = std::find_if(known.begin(), known.end(), same);
        version.lastAccessedAt = old == known.end() ? QDateTime() : old->lastAccessedAt;
    }
    return copy;
}

Result<Replica> newReplica(const Call &call, const Secret &secret, const QJsonObject &wanted, bool overwrite)
{
    Replica replica{wanted[u"Region"].toString(), wanted[u"KmsKeyId"].toString(), inSync, u"Replication succeeded"_s};
    if (replica.region.isEmpty() || replica.region == call.region)
        return invalidParameter(u"Invalid replica region."_s);
    const Scope scope{call.caller.account, replica.region};
    const Secret *there = secretIn(call.store, scope, secret.name);
    const auto fail = [&replica](const QString &why) {
        replica.status = failed;
        replica.message = u"Replication failed: "_s + why;
    };
    if (there && !overwrite)
        fail(u"Secret name %1 already exists in region %2."_s.arg(secret.name, replica.region));
    else if (!replica.kmsKeyId.isEmpty() && !kms_keys::canEncrypt(scope, replica.kmsKeyId))
        fail(u"KMS key %1 cannot be used in region %2."_s.arg(replica.kmsKeyId, replica.region));
    return replica;
}

QStringList regionsOf(const QJsonArray &members)
{
    QStringList regions;
    for (const QJsonValue &member : members)
        regions << (member.isString() ? member.toString() : member[u"Region"].toString());
    return regions;
}

} // namespace

Error notOnAReplica()
{
    return invalidParameter(
        u"Operation not permitted on a replica secret. Call must be made in primary secret's region."_s);
}

Result<> saveEverywhere(Store &store, const Scope &scope, const Secret &secret)
{
    return store.transaction([&]() -> Result<> {
        if (auto done = store.save(scope, secret); !done)
            return done;
        for (const Replica &replica : secret.replicas) {
            if (replica.status != inSync)
                continue;
            const Scope there{scope.account, replica.region};
            const Secret *before = secretIn(store, there, secret.name);
            if (auto done = store.save(there, replicaOf(secret, replica, before)); !done)
                return done;
        }
        return {};
    });
}

Answer saved(Call &call, const Secret &secret, const QJsonObject &answer)
{
    if (auto done = saveEverywhere(call.store, call.scope(), secret); !done)
        return std::move(done).error();
    return answer;
}

Result<> addReplicas(const Call &call, Secret &secret, const QJsonArray &regions, bool overwrite)
{
    for (const QJsonValue &wanted : regions) {
        Result<Replica> made = newReplica(call, secret, wanted.toObject(), overwrite);
        if (!made)
            return std::move(made).error();
        const auto same = [&made](const Replica &replica) { return replica.region == made->region; };
        const auto known = std::find_if(secret.replicas.begin(), secret.replicas.end(), same);
        if (known != secret.replicas.end() && known->status == inSync)
            return invalidParameter(u"Secret is already replicated to region %1."_s.arg(made->region));
        secret.replicas.removeIf(same);
        secret.replicas << *made;
        secret.primaryRegion = call.region;
    }
    return {};
}

QJsonArray replicationStatus(const Store &store, const Scope &scope, const Secret &secret, const QStringList &announced)
{
    QJsonArray list;
    for (const Replica &replica : secret.replicas) {
        const bool isNew = announced.contains(replica.region);
        QJsonObject entry{{u"Region"_s, replica.region}, {u"Status"_s, isNew ? u"InProgress"_s : replica.status}};
        entry.insert(u"KmsKeyId"_s, replica.kmsKeyId.isEmpty() ? u"alias/aws/secretsmanager"_s : replica.kmsKeyId);
        if (!isNew)
            entry.insert(u"StatusMessage"_s, replica.message);
        const Secret *there = secretIn(store, {scope.account, replica.region}, secret.name);
        if (there && replica.status == inSync)
            addUnlessEmpty(entry, u"LastAccessedDate"_s, timestamp(there->lastAccessedAt));
        list.append(entry);
    }
    return list;
}

QJsonArray announcedReplicas(const Call &call, const Secret &secret)
{
    QStringList regions;
    for (const Replica &replica : secret.replicas)
        regions << replica.region;
    return replicationStatus(call.store, call.scope(), secret, regions);
}

Answer updateReplica(Call &call, Secret replica)
{
    for (auto it = call.input.begin(); it != call.input.end(); ++it) {
        if (!QStringList{u"SecretId"_s, u"KmsKeyId"_s, u"ClientRequestToken"_s}.contains(it.key()))
            return notOnAReplica();
    }
    replica.kmsKeyId = call.text(u"KmsKeyId");
    const Scope home{call.caller.account, replica.primaryRegion};
    const Secret *primary = secretIn(call.store, home, replica.name);
    auto done = call.store.transaction([&]() -> Result<> {
        if (primary) {
            Secret changed = *primary;
            for (Replica &each : changed.replicas) {
                if (each.region == call.region)
                    each.kmsKeyId = replica.kmsKeyId;
            }
            if (auto kept = call.store.save(home, changed); !kept)
                return kept;
        }
        return call.store.save(call.scope(), replica);
    });
    if (!done)
        return std::move(done).error();
    return QJsonObject{{u"ARN"_s, replica.arn}, {u"Name"_s, replica.name}};
}

Answer replicateSecretToRegions(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    const QJsonArray regions = call.array(u"AddReplicaRegions");
    if (auto added = addReplicas(call, *secret, regions, call.flag(u"ForceOverwriteReplicaSecret")); !added)
        return std::move(added).error();
    secret->lastChangedAt = call.now;
    return saved(call, *secret,
                 {{u"ARN"_s, secret->arn},
                  {u"ReplicationStatus"_s, replicationStatus(call.store, call.scope(), *secret, regionsOf(regions))}});
}

Answer removeRegionsFromReplication(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    const QStringList regions = regionsOf(call.array(u"RemoveReplicaRegions"));
    QStringList toRemove;
    for (const QString &region : regions) {
        const auto it = std::find_if(secret->replicas.begin(), secret->replicas.end(),
                                     [&region](const Replica &replica) { return replica.region == region; });
        if (it == secret->replicas.end())
            return invalidParameter(u"Secret is not replicated to region %1."_s.arg(region));
        if (it->status == inSync)
            toRemove << region;
        secret->replicas.erase(it);
    }
    if (secret->replicas.isEmpty())
        secret->primaryRegion.clear();
    secret->lastChangedAt = call.now;
    auto done = call.store.transaction([&]() -> Result<> {
        for (const QString &region : std::as_const(toRemove)) {
            if (auto gone = call.store.removeSecret({call.caller.account, region}, secret->name); !gone)
                return gone;
        }
        return saveEverywhere(call.store, call.scope(), *secret);
    });
    if (!done)
        return std::move(done).error();
    return QJsonObject{{u"ARN"_s, secret->arn},
                       {u"ReplicationStatus"_s, replicationStatus(call.store, call.scope(), *secret)}};
}

Answer stopReplicationToReplica(Call &call)
{
    Result<Secret> replica = findActive(call);
    if (!replica)
        return std::move(replica).error();
    if (!isReplica(*replica))
        return invalidParameter(
            u"Operation is permitted on a replica secret only. Call must be made in the replica's region."_s);
    const Scope home{call.caller.account, replica->primaryRegion};
    const Secret *primary = secretIn(call.store, home, replica->name);
    replica->primaryRegion.clear();
    replica->rotation = {}; // the rotation function stays with the primary
    replica->lastChangedAt = call.now;
    auto done = call.store.transaction([&]() -> Result<> {
        if (primary) {
            Secret rest = *primary;
            rest.replicas.removeIf([&call](const Replica &r) { return r.region == call.region; });
            if (rest.replicas.isEmpty())
                rest.primaryRegion.clear();
            if (auto kept = call.store.save(home, rest); !kept)
                return kept;
        }
        return call.store.save(call.scope(), *replica);
    });
    if (!done)
        return std::move(done).error();
    return QJsonObject{{u"ARN"_s, replica->arn}};
}

} // namespace keyturn::sandbox::secrets
