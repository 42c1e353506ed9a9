#include "core/policy/access_policy.h"

#include "core/base/json_writer.h"
#include "core/policy/access_grants.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QStringList actionsOn(AccessTarget target, const QList<AccessFeature> &features)
{
    QStringList actions;
    for (const AccessGrant &grant : accessGrants()) {
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
    case AccessTarget::Queues:
        for (const QString &name : scope.queues)
            resources.append(arnIn(scope, u"sqs"_s, name));
        return resources;
    case AccessTarget::QueueKeys:
    case AccessTarget::QueueKeyPolicies:
        return scope.queues.isEmpty() ? resources : scope.keys;
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
    if (target == AccessTarget::QueueKeys)
        return u"sqs.%1.amazonaws.com"_s.arg(scope.region);
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
    return {F::Browse,   F::Reveal,   F::Edit,           F::Create,    F::Versions,        F::Delete,   F::Tags,
            F::Rotation, F::Replicas, F::ResourcePolicy, F::KeyPicker, F::ClientSecretApi, F::WhoWrote, F::Reminders};
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
    case AccessFeature::ClientSecretApi:
        return u"client-secret-api"_s;
    case AccessFeature::WhoWrote:
        return u"who-wrote"_s;
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
                                                                    {AccessTarget::Queues, "Queues"},
                                                                    {AccessTarget::QueueKeys, "KeysOfQueues"},
                                                                    {AccessTarget::QueueKeyPolicies, "PoliciesOfKeys"},
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
