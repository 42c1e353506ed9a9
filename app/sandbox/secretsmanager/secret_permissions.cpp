#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

//! Input member -> condition key.
void addInput(iam::Keys &keys, const Call &call)
{
    static const QStringList members{u"Name"_s,
                                     u"Description"_s,
                                     u"KmsKeyId"_s,
                                     u"VersionId"_s,
                                     u"VersionStage"_s,
                                     u"RecoveryWindowInDays"_s,
                                     u"ForceDeleteWithoutRecovery"_s,
                                     u"BlockPublicPolicy"_s,
                                     u"RotationLambdaARN"_s};
    for (const QString &member : members) {
        if (call.has(member))
            keys.insert((u"secretsmanager:"_s + member).toLower(), {call.input[member].toVariant().toString()});
    }
    addRequestTags(keys, call);
}

//! Secrets Manager says no more than this of a key it may not use.
Result<> permitKey(const Call &call, const QStringList &actions, const QString &keyId)
{
    for (const QString &action : actions) {
        if (auto permitted = permitKms(call, action, keyId); !permitted)
            return refusal(u"AccessDeniedException"_s, u"Access to KMS is not allowed"_s);
    }
    return {};
}

bool hasValue(const Call &call)
{
    return call.has(u"SecretString") || call.has(u"SecretBinary");
}

Result<> permitNew(Call &call)
{
    // A policy has to fit the ARN that the secret will get; the refusal names what the caller wrote.
    const QString name = call.text(u"Name");
    Permission permission{u"secretsmanager:CreateSecret"_s, newArn(call, name), {}, name};
    addInput(permission.keys, call);
    QStringList actions{permission.action};
    if (!call.array(u"Tags").isEmpty())
        actions << u"secretsmanager:TagResource"_s;
    if (!call.array(u"AddReplicaRegions").isEmpty())
        actions << u"secretsmanager:ReplicateSecretToRegions"_s;
    for (const QString &action : actions) {
        permission.action = action;
        if (auto permitted = permit(call, permission); !permitted)
            return permitted;
    }
    if (!hasValue(call))
        return {};
    return permitKey(call, {u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s}, call.text(u"KmsKeyId"));
}

} // namespace

Result<> permitSecret(Call &call, const QString &action)
{
    const QString id = call.text(u"SecretId");
    // What is not there has no ARN: a policy that names ARNs does not even let one learn that.
    Permission permission{action, id, {}, id};
    addInput(permission.keys, call);
    const Result<Secret> secret = find(call);
    if (secret) {
        permission.resource = permission.shown = secret->arn;
        addResourceTags(permission.keys, u"secretsmanager:resourcetag"_s, secret->tags);
    }
    permission.keys.insert(u"secretsmanager:secretid"_s, {permission.resource});
    if (auto permitted = permit(call, permission); !permitted)
        return permitted;
    if (action == u"secretsmanager:GetSecretValue" && secret)
        return permitKey(call, {u"kms:Decrypt"_s}, secret->kmsKeyId);
    const bool writes = action == u"secretsmanager:PutSecretValue" || action == u"secretsmanager:UpdateSecret";
    if (writes && secret && hasValue(call)) {
        const QString keyId = call.has(u"KmsKeyId") ? call.text(u"KmsKeyId") : secret->kmsKeyId;
        return permitKey(call, {u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s}, keyId);
    }
    return {};
}

Result<> permitted(Call &call, const QString &operation)
{
    const QString action = u"secretsmanager:"_s + operation;
    if (operation == u"CreateSecret")
        return permitNew(call);
    if (call.has(u"SecretId")) {
        if (auto allowed = permitSecret(call, action); !allowed || operation != u"ValidateResourcePolicy")
            return allowed;
        return permitSecret(call, u"secretsmanager:PutResourcePolicy"_s);
    }
    Permission permission{action};
    addInput(permission.keys, call);
    if (auto allowed = permit(call, permission); !allowed)
        return allowed;
    permission.action = u"secretsmanager:ListSecrets"_s;
    return operation == u"BatchGetSecretValue" && call.has(u"Filters") ? permit(call, permission) : Result<>();
}

} // namespace keyturn::sandbox::secrets
