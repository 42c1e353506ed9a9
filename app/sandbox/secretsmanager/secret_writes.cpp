#include "app/sandbox/secretsmanager/rotation_plan.h"
#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"

#include <QRegularExpression>

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
    dropDeprecated(secret, call.now);
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

} // namespace

Answer createSecret(Call &call)
{
    static const QRegularExpression allowed(u"^[A-Za-z0-9/_+=.@!\\-]+$"_s);
    const QString name = call.text(u"Name");
    if (!allowed.match(name).hasMatch())
        return refusal(u"ValidationException"_s,
                       u"Invalid name. Must be a valid name containing alphanumeric characters, or any of the "
                       "following: -/_+=.@!"_s);
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
        const SecretVersion *same = existing->version(token);
        if (same && holds(*same, *value))
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
    QStringList stages = call.has(u"VersionStages") ? call.strings(u"VersionStages") : QStringList{u"AWSCURRENT"_s};
    for (const QString &stage : std::as_const(stages)) {
        if (stage.isEmpty() || stage.size() > 256)
            return validationError({constraintProblem(stage, u"versionStages.1.member"_s,
                                                      u"Member must have length between 1 and 256"_s)});
    }
    const SecretVersion *known = secret->version(*token);
    const bool isRepeat = known && known->hasValue;
    if (isRepeat) {
        if (!holds(*known, *value))
            return tokenInUse(*token, *secret);
    } else {
        if (known) { // announced by a rotation: now it gets its value
            stages += known->stages;
            stages.removeDuplicates();
            secret->versions.removeIf([&token](const SecretVersion &v) { return v.id == *token; });
        }
        if (auto added = addVersion(*secret, call, *token, *value, stages); !added)
            return std::move(added).error();
    }
    const QJsonObject answer{{u"ARN"_s, secret->arn},
                             {u"Name"_s, secret->name},
                             {u"VersionId"_s, *token},
                             {u"VersionStages"_s, QJsonArray::fromStringList(secret->version(*token)->stages)}};
    if (isRepeat)
        return answer;
    return saved(call, *secret, answer);
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
    if (call.has(u"Description"))
        secret->description = call.text(u"Description");
    if (call.has(u"KmsKeyId"))
        secret->kmsKeyId = call.text(u"KmsKeyId");
    if (call.has(u"Type"))
        secret->type = call.text(u"Type");
    secret->lastChangedAt = call.now;
    if (value->given) {
        Result<QString> token = readToken(call);
        if (!token)
            return std::move(token).error();
        if (secret->version(*token)) // unlike PutSecretValue, even with the same value
            return tokenInUse(*token, *secret);
        if (auto added = addVersion(*secret, call, *token, *value, {u"AWSCURRENT"_s}); !added)
            return std::move(added).error();
        answer.insert(u"VersionId"_s, *token);
    }
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
