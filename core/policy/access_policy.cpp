#include "core/policy/access_policy.h"

#include "core/base/json_writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! What AWS checks an action on.
enum class AccessTarget { Everything, Secrets, Parameters, SecretKeys, ParameterKeys };

struct Grant {
    AccessFeature feature;
    AccessTarget target;
    QStringList actions;
};

//! After "Actions, resources, and condition keys" of both services, and what their calls ask of KMS.
const QList<Grant> &grants()
{
    using F = AccessFeature;
    using T = AccessTarget;
    static const QList<Grant> all{
        {F::Browse, T::Everything, {u"secretsmanager:ListSecrets"_s, u"ssm:DescribeParameters"_s}},
        {F::Browse, T::Secrets, {u"secretsmanager:DescribeSecret"_s, u"secretsmanager:ListSecretVersionIds"_s}},
        {F::Browse, T::Parameters, {u"ssm:ListTagsForResource"_s}},
        {F::Reveal, T::Secrets, {u"secretsmanager:GetSecretValue"_s}},
        {F::Reveal, T::Parameters, {u"ssm:GetParameter"_s, u"ssm:GetParameters"_s}},
        {F::Reveal, T::SecretKeys, {u"kms:Decrypt"_s}},
        {F::Reveal, T::ParameterKeys, {u"kms:Decrypt"_s}},
        // A save reads before and after it; the tag is the date of a client secret.
        {F::Edit,
         T::Secrets,
         {u"secretsmanager:GetSecretValue"_s, u"secretsmanager:PutSecretValue"_s, u"secretsmanager:UpdateSecret"_s,
          u"secretsmanager:UpdateSecretVersionStage"_s, u"secretsmanager:TagResource"_s}},
        {F::Edit, T::Parameters, {u"ssm:GetParameter"_s, u"ssm:GetParameters"_s, u"ssm:PutParameter"_s}},
        {F::Edit, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Edit, T::ParameterKeys, {u"kms:Decrypt"_s, u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Create, T::Secrets, {u"secretsmanager:CreateSecret"_s, u"secretsmanager:TagResource"_s}},
        {F::Create, T::Parameters, {u"ssm:PutParameter"_s, u"ssm:AddTagsToResource"_s}},
        {F::Create, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Create, T::ParameterKeys, {u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Versions, T::Secrets, {u"secretsmanager:GetSecretValue"_s, u"secretsmanager:UpdateSecretVersionStage"_s}},
        {F::Versions,
         T::Parameters,
         {u"ssm:GetParameterHistory"_s, u"ssm:LabelParameterVersion"_s, u"ssm:UnlabelParameterVersion"_s}},
        {F::Versions, T::SecretKeys, {u"kms:Decrypt"_s}},
        {F::Versions, T::ParameterKeys, {u"kms:Decrypt"_s}},
        {F::Delete, T::Secrets, {u"secretsmanager:DeleteSecret"_s, u"secretsmanager:RestoreSecret"_s}},
        {F::Delete, T::Parameters, {u"ssm:DeleteParameter"_s, u"ssm:DeleteParameters"_s}},
        {F::Tags, T::Secrets, {u"secretsmanager:TagResource"_s, u"secretsmanager:UntagResource"_s}},
        {F::Tags, T::Parameters, {u"ssm:AddTagsToResource"_s, u"ssm:RemoveTagsFromResource"_s}},
        // The four steps from here, and what frees a rotation; whoever rotates by a function calls that, too.
        {F::Rotation,
         T::Secrets,
         {u"secretsmanager:RotateSecret"_s, u"secretsmanager:CancelRotateSecret"_s, u"secretsmanager:GetSecretValue"_s,
          u"secretsmanager:PutSecretValue"_s, u"secretsmanager:UpdateSecretVersionStage"_s}},
        {F::Rotation, T::SecretKeys, {u"kms:Decrypt"_s, u"kms:GenerateDataKey"_s}},
        {F::Replicas,
         T::Secrets,
         {u"secretsmanager:ReplicateSecretToRegions"_s, u"secretsmanager:RemoveRegionsFromReplication"_s}},
        {F::ResourcePolicy,
         T::Secrets,
         {u"secretsmanager:GetResourcePolicy"_s, u"secretsmanager:PutResourcePolicy"_s,
          u"secretsmanager:ValidateResourcePolicy"_s, u"secretsmanager:DeleteResourcePolicy"_s}},
        {F::KeyPicker, T::Everything, {u"kms:ListAliases"_s, u"kms:DescribeKey"_s}},
    };
    return all;
}

QStringList actionsOn(AccessTarget target, const QList<AccessFeature> &features)
{
    QStringList actions;
    for (const Grant &grant : grants()) {
        if (grant.target == target && (grant.feature == AccessFeature::Browse || features.contains(grant.feature)))
            actions += grant.actions;
    }
    actions.removeDuplicates();
    actions.sort();
    return actions;
}

QStringList resourcesOf(AccessTarget target, const AccessScope &scope)
{
    QStringList resources;
    switch (target) {
    case AccessTarget::Everything:
        return {u"*"_s};
    case AccessTarget::Secrets:
        for (const QString &name : scope.secrets)
            resources.append(secretPattern(scope, name));
        return resources;
    case AccessTarget::Parameters:
        for (const QString &name : scope.parameters)
            resources.append(parameterPattern(scope, name));
        return resources;
    case AccessTarget::SecretKeys:
        return scope.secrets.isEmpty() ? resources : scope.keys;
    case AccessTarget::ParameterKeys:
        return scope.parameters.isEmpty() ? resources : scope.keys;
    }
    return resources;
}

//! The service through which alone a key may be used; empty for no key.
QString viaService(AccessTarget target, const AccessScope &scope)
{
    if (target == AccessTarget::SecretKeys)
        return u"secretsmanager.%1.amazonaws.com"_s.arg(scope.region);
    return target == AccessTarget::ParameterKeys ? u"ssm.%1.amazonaws.com"_s.arg(scope.region) : QString();
}

//! A JSON list of texts, one a line.
QByteArray lines(const QStringList &texts)
{
    QByteArrayList quoted;
    for (const QString &text : texts)
        quoted.append("        \"" + jsonEscaped(text.toUtf8()) + '"');
    return "[\n" + quoted.join(",\n") + "\n      ]";
}

} // namespace

QList<AccessFeature> accessFeatures()
{
    using F = AccessFeature;
    return {F::Browse, F::Reveal,   F::Edit,     F::Create,         F::Versions, F::Delete,
            F::Tags,   F::Rotation, F::Replicas, F::ResourcePolicy, F::KeyPicker};
}

QString accessFeatureWord(AccessFeature feature)
{
    switch (feature) {
    case AccessFeature::Browse:
        return u"browse"_s;
    case AccessFeature::Reveal:
        return u"reveal"_s;
    case AccessFeature::Edit:
        return u"edit"_s;
    case AccessFeature::Create:
        return u"create"_s;
    case AccessFeature::Versions:
        return u"versions"_s;
    case AccessFeature::Delete:
        return u"delete"_s;
    case AccessFeature::Tags:
        return u"tags"_s;
    case AccessFeature::Rotation:
        return u"rotation"_s;
    case AccessFeature::Replicas:
        return u"replicas"_s;
    case AccessFeature::ResourcePolicy:
        return u"resource-policy"_s;
    case AccessFeature::KeyPicker:
        return u"key-picker"_s;
    }
    return {};
}

std::optional<AccessFeature> accessFeatureOfWord(const QString &word)
{
    for (const AccessFeature feature : accessFeatures()) {
        if (accessFeatureWord(feature) == word)
            return feature;
    }
    return std::nullopt;
}

QString secretPattern(const AccessScope &scope, const QString &name)
{
    const QString rest = name.endsWith(u'*') ? name : name + u"-??????"_s;
    return QStringList{u"arn"_s, scope.partition, u"secretsmanager"_s, scope.region, scope.account, u"secret"_s, rest}
        .join(u':');
}

QString parameterPattern(const AccessScope &scope, const QString &name)
{
    const QString rest = name.startsWith(u'/') ? name : u'/' + name;
    return QStringList{u"arn"_s, scope.partition, u"ssm"_s, scope.region, scope.account, u"parameter"_s + rest}.join(
        u':');
}

QByteArray accessPolicy(const QList<AccessFeature> &features, const AccessScope &scope)
{
    static const QList<std::pair<AccessTarget, QByteArray>> targets{{AccessTarget::Everything, "Lists"},
                                                                    {AccessTarget::Secrets, "Secrets"},
                                                                    {AccessTarget::Parameters, "Parameters"},
                                                                    {AccessTarget::SecretKeys, "KeysOfSecrets"},
                                                                    {AccessTarget::ParameterKeys, "KeysOfParameters"}};
    QByteArrayList statements;
    for (const auto &[target, sid] : targets) {
        const QStringList actions = actionsOn(target, features);
        const QStringList resources = resourcesOf(target, scope);
        if (actions.isEmpty() || resources.isEmpty())
            continue;
        QByteArray statement = "    {\n      \"Sid\": \"" + sid
                               + "\",\n      \"Effect\": \"Allow\",\n      \"Action\": " + lines(actions)
                               + ",\n      \"Resource\": " + lines(resources);
        if (const QString service = viaService(target, scope); !service.isEmpty())
            statement +=
                ",\n      \"Condition\": {\"StringEquals\": {\"kms:ViaService\": \"" + service.toUtf8() + "\"}}";
        statements.append(statement + "\n    }");
    }
    return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n" + statements.join(",\n") + "\n  ]\n}\n";
}

} // namespace keyturn
