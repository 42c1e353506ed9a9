#include "core/policy/access_policy.h"

#include "core/base/json_writer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! What AWS checks an action on.
enum class AccessTarget {
    Everything,
    Secrets,
    Parameters,
    SecretKeys,
    ParameterKeys,
    ChainTopic,
    ChainRule,
    ChainStack,
    ChainSchedules,
    ChainRole,
    ChainKeys,
};

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

//! What the chain of reminders in AWS asks of the services that it is made of.
const QList<Grant> &reminderGrants()
{
    using F = AccessFeature;
    using T = AccessTarget;
    static const QList<Grant> all{
        {F::Reminders,
         T::Everything,
         {u"cloudformation:ValidateTemplate"_s, u"events:TestEventPattern"_s, u"scheduler:ListSchedules"_s,
          u"sns:GetSMSSandboxAccountStatus"_s, u"sns:ListSMSSandboxPhoneNumbers"_s}},
        {F::Reminders,
         T::ChainTopic,
         {u"sns:CreateTopic"_s, u"sns:DeleteTopic"_s, u"sns:GetTopicAttributes"_s, u"sns:SetTopicAttributes"_s,
          u"sns:Subscribe"_s, u"sns:Unsubscribe"_s, u"sns:ListSubscriptionsByTopic"_s, u"sns:Publish"_s}},
        {F::Reminders,
         T::ChainRule,
         {u"events:PutRule"_s, u"events:DeleteRule"_s, u"events:DescribeRule"_s, u"events:PutTargets"_s,
          u"events:RemoveTargets"_s, u"events:ListTargetsByRule"_s}},
        {F::Reminders,
         T::ChainStack,
         {u"cloudformation:CreateStack"_s, u"cloudformation:UpdateStack"_s, u"cloudformation:DeleteStack"_s,
          u"cloudformation:DescribeStacks"_s, u"cloudformation:DescribeStackEvents"_s}},
        {F::Reminders,
         T::ChainSchedules,
         {u"scheduler:CreateSchedule"_s, u"scheduler:UpdateSchedule"_s, u"scheduler:GetSchedule"_s,
          u"scheduler:DeleteSchedule"_s, u"scheduler:CreateScheduleGroup"_s, u"scheduler:GetScheduleGroup"_s,
          u"scheduler:DeleteScheduleGroup"_s}},
        // The role is made with the stack, and handed to each schedule.
        {F::Reminders,
         T::ChainRole,
         {u"iam:CreateRole"_s, u"iam:DeleteRole"_s, u"iam:GetRole"_s, u"iam:PutRolePolicy"_s, u"iam:GetRolePolicy"_s,
          u"iam:DeleteRolePolicy"_s, u"iam:PassRole"_s}},
        {F::Reminders, T::ChainKeys, {u"kms:DescribeKey"_s, u"kms:GetKeyPolicy"_s}},
    };
    return all;
}

QStringList actionsOn(AccessTarget target, const QList<AccessFeature> &features)
{
    QStringList actions;
    for (const Grant &grant : grants() + reminderGrants()) {
        if (grant.target == target && (grant.feature == AccessFeature::Browse || features.contains(grant.feature)))
            actions += grant.actions;
    }
    actions.removeDuplicates();
    actions.sort();
    return actions;
}

//! arn:PARTITION:SERVICE:REGION:ACCOUNT:REST; roles belong to no region.
QString arnIn(const AccessScope &scope, const QString &service, const QString &rest)
{
    const QString where = service == "iam"_L1 ? QString() : scope.region;
    return QStringList{u"arn"_s, scope.partition, service, where, scope.account, rest}.join(u':');
}

QStringList resourcesOf(AccessTarget target, const AccessScope &scope)
{
    QStringList resources;
    if (target >= AccessTarget::ChainTopic && scope.chain.isEmpty())
        return resources;
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
    case AccessTarget::ChainTopic:
        return {arnIn(scope, u"sns"_s, scope.chain)};
    case AccessTarget::ChainRule:
        return {arnIn(scope, u"events"_s, u"rule/"_s + scope.chain)};
    case AccessTarget::ChainStack:
        return {arnIn(scope, u"cloudformation"_s, u"stack/"_s + scope.chain + u"/*"_s)};
    case AccessTarget::ChainSchedules:
        return {arnIn(scope, u"scheduler"_s, u"schedule/"_s + scope.chain + u"/*"_s),
                arnIn(scope, u"scheduler"_s, u"schedule-group/"_s + scope.chain)};
    case AccessTarget::ChainRole:
        return {arnIn(scope, u"iam"_s, u"role/"_s + scope.chain + u'-' + scope.region)};
    case AccessTarget::ChainKeys:
        return scope.keys;
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
    return {F::Browse, F::Reveal,   F::Edit,     F::Create,         F::Versions,  F::Delete,
            F::Tags,   F::Rotation, F::Replicas, F::ResourcePolicy, F::KeyPicker, F::Reminders};
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
    case AccessFeature::Reminders:
        return u"reminders"_s;
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

QByteArray policyStatement(const QByteArray &sid, const QStringList &actions, const QStringList &resources,
                           const QString &viaService)
{
    QByteArray statement = "    {\n      \"Sid\": \"" + sid + "\",\n      \"Effect\": \"Allow\",\n      \"Action\": "
                           + lines(actions) + ",\n      \"Resource\": " + lines(resources);
    if (!viaService.isEmpty())
        statement +=
            ",\n      \"Condition\": {\"StringEquals\": {\"kms:ViaService\": \"" + viaService.toUtf8() + "\"}}";
    return statement + "\n    }";
}

QByteArray policyDocument(const QByteArrayList &statements)
{
    return "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n" + statements.join(",\n") + "\n  ]\n}\n";
}

QByteArray accessPolicy(const QList<AccessFeature> &features, const AccessScope &scope)
{
    static const QList<std::pair<AccessTarget, QByteArray>> targets{{AccessTarget::Everything, "Lists"},
                                                                    {AccessTarget::Secrets, "Secrets"},
                                                                    {AccessTarget::Parameters, "Parameters"},
                                                                    {AccessTarget::SecretKeys, "KeysOfSecrets"},
                                                                    {AccessTarget::ParameterKeys, "KeysOfParameters"},
                                                                    {AccessTarget::ChainTopic, "ReminderTopic"},
                                                                    {AccessTarget::ChainRule, "ReminderRule"},
                                                                    {AccessTarget::ChainStack, "ReminderStack"},
                                                                    {AccessTarget::ChainSchedules, "ReminderSchedules"},
                                                                    {AccessTarget::ChainRole, "ReminderRole"},
                                                                    {AccessTarget::ChainKeys, "ReminderKeys"}};
    QByteArrayList statements;
    for (const auto &[target, sid] : targets) {
        const QStringList actions = actionsOn(target, features);
        const QStringList resources = resourcesOf(target, scope);
        if (actions.isEmpty() || resources.isEmpty())
            continue;
        statements.append(policyStatement(sid, actions, resources, viaService(target, scope)));
    }
    return policyDocument(statements);
}

} // namespace keyturn
