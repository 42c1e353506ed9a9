#include "app/sandbox/secretsmanager/rotation_plan.h"
#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

struct Value {
    QByteArray bytes;
    bool binary = false;
    bool given = false;
};

Result<Value> sentValue(const Call &call)
{
    if (call.has(u"SecretString") && call.has(u"SecretBinary"))
        return invalidParameter(
            u"You can't specify both a binary secret value and a string secret value in the same secret."_s);
    if (call.has(u"SecretString"))
        return Value{call.text(u"SecretString").toUtf8(), false, true};
    if (call.has(u"SecretBinary")) {
        const auto decoded = QByteArray::fromBase64Encoding(call.text(u"SecretBinary").toLatin1(),
                                                            QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded)
            return refusal(u"SerializationException"_s, u"SecretBinary is not valid base64"_s);
        return Value{*decoded, true, true};
    }
    return Value{};
}

//! A service does not invent the token for its client: SDKs do, and so must everyone else.
Result<QString> readToken(const Call &call)
{
    const QString token = call.text(u"ClientRequestToken");
    if (token.isEmpty())
        return refusal(u"InvalidRequestException"_s,
                       u"You must provide a ClientRequestToken value. We recommend a UUID-type value."_s);
    return token;
}

Error tokenInUse(const QString &token, const Secret &secret)
{
    return refusal(u"ResourceExistsException"_s,
                   u"You can't use ClientRequestToken %1 because that value is already in use for a version of secret "
                   "%2."_s.arg(token, secret.arn));
}

bool holds(const SecretVersion &version, const Value &value)
{
    return version.hasValue && version.binary == value.binary && version.value == value.bytes;
}

Result<> addVersion(Secret &secret, const Call &call, const QString &token, const Value &value, QStringList stages)
{
    if (const SecretVersion *announced = secret.version(token)) { // by a rotation: now it gets its value
        stages += announced->stages;
        stages.removeDuplicates();
        secret.versions.removeIf([&token](const SecretVersion &version) { return version.id == token; });
    }
    if (auto room = makeRoom(secret, call.now); !room)
        return room;
    if (secret.versions.isEmpty() && !stages.contains(u"AWSCURRENT"_s))
        stages << u"AWSCURRENT"_s;
    SecretVersion version;
    version.id = token;
    version.createdAt = call.now;
    version.value = value.bytes;
    version.binary = value.binary;
    secret.versions << version;
    moveStages(secret, token, stages);
    if (stages.contains(u"AWSCURRENT"_s))
        rotation::noteManualChange(secret, call.now);
    secret.lastChangedAt = call.now;
    return {};
}

//! Whether this very write was done before: then it is not done again. ResourceExistsException where the token stands
//! for another value.
Result<bool> isRepeat(Secret &secret, const QString &token, const Value &value)
{
    const SecretVersion *known = secret.version(token);
    if (!known || !known->hasValue)
        return false;
    if (!holds(*known, value))
        return tokenInUse(token, secret);
    return true;
}

} // namespace

Answer createSecret(Call &call)
{
    const QString name = call.text(u"Name");
    if (auto named = checkName(name); !named)
        return std::move(named).error();
    Result<Value> value = sentValue(call);
    if (!value)
        return std::move(value).error();
    QString token;
    if (value->given) {
        Result<QString> given = readToken(call);
        if (!given)
            return std::move(given).error();
        token = *given;
    }
    call.input.insert(u"SecretId"_s, name);
    if (Result<Secret> existing = find(call)) {
        if (existing->deletionAt.isValid())
            return refusal(u"InvalidRequestException"_s,
                           u"You can't create this secret because a secret with this name is already scheduled for "
                           "deletion."_s);
        const Result<bool> repeat = isRepeat(*existing, token, *value);
        if (!repeat)
            return repeat.error();
        if (*repeat)
            return QJsonObject{{u"ARN"_s, existing->arn}, {u"Name"_s, name}, {u"VersionId"_s, token}};
        return refusal(u"ResourceExistsException"_s,
                       u"The operation failed because the secret %1 already exists."_s.arg(name));
    }
    Secret secret;
    secret.name = name;
    secret.arn = newArn(call, name);
    secret.description = call.text(u"Description");
    secret.kmsKeyId = call.text(u"KmsKeyId");
    secret.type = call.text(u"Type");
    secret.createdAt = secret.lastChangedAt = call.now;
    if (auto read = readTags(call.array(u"Tags"), secret.tags); !read)
        return std::move(read).error();
    if (auto usable = checkKey(call, secret.kmsKeyId); !usable)
        return std::move(usable).error();
    const QJsonArray regions = call.array(u"AddReplicaRegions");
    if (auto added = addReplicas(call, secret, regions, call.flag(u"ForceOverwriteReplicaSecret")); !added)
        return std::move(added).error();
    QJsonObject answer{{u"ARN"_s, secret.arn}, {u"Name"_s, name}};
    addUnlessEmpty(answer, u"ReplicationStatus"_s, announcedReplicas(call, secret));
    if (value->given) {
        if (auto added = addVersion(secret, call, token, *value, {u"AWSCURRENT"_s}); !added)
            return std::move(added).error();
        answer.insert(u"VersionId"_s, token);
    }
    return saved(call, secret, answer);
}

Answer putSecretValue(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    Result<Value> value = sentValue(call);
    if (!value)
        return std::move(value).error();
    if (!value->given)
        return refusal(u"InvalidRequestException"_s, u"You must provide either SecretString or SecretBinary."_s);
    Result<QString> token = readToken(call);
    if (!token)
        return std::move(token).error();
    const QStringList stages =
        call.has(u"VersionStages") ? call.strings(u"VersionStages") : QStringList{u"AWSCURRENT"_s};
    const Result<bool> repeat = isRepeat(*secret, *token, *value);
    if (!repeat)
        return repeat.error();
    if (!*repeat) {
        if (auto added = addVersion(*secret, call, *token, *value, stages); !added)
            return std::move(added).error();
    }
    const QJsonObject answer{{u"ARN"_s, secret->arn},
                             {u"Name"_s, secret->name},
                             {u"VersionId"_s, *token},
                             {u"VersionStages"_s, QJsonArray::fromStringList(secret->version(*token)->stages)}};
    return *repeat ? Answer(answer) : saved(call, *secret, answer);
}

Answer updateSecret(Call &call)
{
    Result<Secret> secret = findActive(call);
    if (!secret)
        return std::move(secret).error();
    if (auto usable = checkKey(call, call.text(u"KmsKeyId")); !usable)
        return std::move(usable).error();
    if (isReplica(*secret))
        return updateReplica(call, *secret);
    Result<Value> value = sentValue(call);
    if (!value)
        return std::move(value).error();
    QJsonObject answer{{u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}};
    if (value->given) {
        const Result<QString> token = readToken(call);
        if (!token)
            return token.error();
        answer.insert(u"VersionId"_s, *token);
        const Result<bool> repeat = isRepeat(*secret, *token, *value);
        if (!repeat)
            return repeat.error();
        if (*repeat)
            return answer;
        if (auto added = addVersion(*secret, call, *token, *value, {u"AWSCURRENT"_s}); !added)
            return std::move(added).error();
    }
    if (call.has(u"Description"))
        secret->description = call.text(u"Description");
    if (call.has(u"KmsKeyId"))
        secret->kmsKeyId = call.text(u"KmsKeyId");
    if (call.has(u"Type"))
        secret->type = call.text(u"Type");
    secret->lastChangedAt = call.now;
    return saved(call, *secret, answer);
}

Answer updateSecretVersionStage(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    const QString stage = call.text(u"VersionStage");
    const QString from = call.text(u"RemoveFromVersionId");
    const QString to = call.text(u"MoveToVersionId");
    for (const QString &id : {from, to}) {
        if (!id.isEmpty() && !secret->version(id))
            return refusal(u"ResourceNotFoundException"_s,
                           u"Secrets Manager can't find the specified secret value for VersionId: "_s + id);
    }
    if (from.isEmpty() && to.isEmpty())
        return invalidParameter(u"You must specify RemoveFromVersionId, MoveToVersionId, or both."_s);
    const SecretVersion *holder = secret->versionWithStage(stage);
    if (!from.isEmpty() && (!holder || holder->id != from))
        return invalidParameter(
            u"The parameter RemoveFromVersionId is invalid. Staging label %1 is currently %2."_s.arg(
                stage, holder ? u"attached to version "_s + holder->id : u"not attached to any version"_s));
    if (holder && from.isEmpty() && holder->id != to)
        return invalidParameter(
            u"The parameter RemoveFromVersionId can't be empty. Staging label %1 is currently attached to "
            "version %2, so you must explicitly reference that version in RemoveFromVersionId."_s.arg(stage,
                                                                                                      holder->id));
    if (to.isEmpty()) {
        if (stage == u"AWSCURRENT")
            return invalidParameter(
                u"You can only move staging label AWSCURRENT to a different secret version. It can't be "
                "completely removed."_s);
        secret->version(from)->stages.removeAll(stage);
    } else {
        if (holder && holder->id != to && secret->version(to)->stages.size() >= 20)
            return refusal(u"LimitExceededException"_s, u"A version can have at most 20 staging labels."_s);
        moveStages(*secret, to, {stage});
    }
    secret->lastChangedAt = call.now;
    const QJsonObject answer{{u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}};
    return saved(call, *secret, answer);
}

} // namespace keyturn::sandbox::secrets
