#include "app/sandbox/cloudformation/resource_types.h"

#include "app/sandbox/eventbridge/eventbridge.h"
#include "app/sandbox/roles/roles.h"
#include "app/sandbox/scheduler/scheduler.h"
#include "app/sandbox/sns/sns.h"
#include "app/sandbox/wire/json_text.h"

#include <QCryptographicHash>

#include <algorithm>

namespace keyturn::sandbox {

Answer StackWork::ask(const Service &service, const QString &operation, const QJsonObject &input) const
{
    Call call{store, caller, region, now, input};
    call.policy = policy;
    call.operation = operation;
    return perform(service, call);
}

namespace {

using namespace Qt::StringLiterals;

QString textOf(const QJsonValue &json)
{
    return QString::fromUtf8(jsonText(json));
}

//! As CloudFormation names what the template does not.
QString madeUpName(const StackWork &work, const QString &logicalId)
{
    const QByteArray hash =
        QCryptographicHash::hash((work.stackName + logicalId).toUtf8(), QCryptographicHash::Sha256).toHex().toUpper();
    return u"%1-%2-%3"_s.arg(work.stackName, logicalId, QString::fromLatin1(hash.first(12)));
}

Error alreadyThere(const QString &what)
{
    return refusal(u"AlreadyExistsException"_s, what + u" already exists"_s);
}

bool isGone(const Error &error)
{
    return error.code.contains(u"NotFound"_s) || error.code == u"NoSuchEntity";
}

Result<> goneOr(const Answer &answer)
{
    return answer || isGone(answer.error()) ? Result<>() : Result<>(answer.error());
}

Result<MadeResource> applyTopic(const StackWork &work, const QString &logicalId, const QJsonObject &properties,
                                const QString &physicalId, const QJsonObject &)
{
    const QString name = properties[u"TopicName"].toString(madeUpName(work, logicalId));
    const QString arn = u"arn:aws:sns:%1:%2:%3"_s.arg(work.region, work.caller.account, name);
    if (physicalId != arn && topics::topicOf(work.store, arn))
        return alreadyThere(arn);
    const MadeResource made{arn, {{u"TopicName"_s, name}, {u"TopicArn"_s, arn}}};
    if (physicalId != arn) {
        const auto created = work.ask(sns(), u"CreateTopic"_s, {{u"Name"_s, name}});
        if (!created)
            return created.error();
    }
    for (const QString &attribute : {u"KmsMasterKeyId"_s, u"DisplayName"_s}) {
        const auto set = work.ask(sns(), u"SetTopicAttributes"_s,
                                  {{u"TopicArn"_s, arn},
                                   {u"AttributeName"_s, attribute},
                                   {u"AttributeValue"_s, properties[attribute].toString()}});
        if (!set)
            return set.error();
    }
    return made;
}

Result<> removeTopic(const StackWork &work, const QString &physicalId, const QJsonObject &)
{
    return goneOr(work.ask(sns(), u"DeleteTopic"_s, {{u"TopicArn"_s, physicalId}}));
}

Result<> setPolicies(const StackWork &work, const QJsonObject &properties, const QString &policy)
{
    for (const QJsonValue &topic : properties[u"Topics"].toArray()) {
        const auto set =
            work.ask(sns(), u"SetTopicAttributes"_s,
                     {{u"TopicArn"_s, topic}, {u"AttributeName"_s, u"Policy"_s}, {u"AttributeValue"_s, policy}});
        if (!set)
            return set.error();
    }
    return {};
}

Result<MadeResource> applyTopicPolicy(const StackWork &work, const QString &logicalId, const QJsonObject &properties,
                                      const QString &physicalId, const QJsonObject &)
{
    if (auto set = setPolicies(work, properties, textOf(properties[u"PolicyDocument"])); !set)
        return std::move(set).error();
    return MadeResource{physicalId.isEmpty() ? madeUpName(work, logicalId) : physicalId, {}};
}

Result<> removeTopicPolicy(const StackWork &work, const QString &, const QJsonObject &properties)
{
    const auto set = setPolicies(work, properties, {});
    return set || isGone(set.error()) ? Result<>() : set;
}

Result<MadeResource> applySubscription(const StackWork &work, const QString &, const QJsonObject &properties,
                                       const QString &, const QJsonObject &)
{
    QJsonObject input = properties;
    input.insert(u"ReturnSubscriptionArn"_s, true);
    const auto answer = work.ask(sns(), u"Subscribe"_s, input);
    if (!answer)
        return answer.error();
    return MadeResource{(*answer)[u"SubscriptionArn"].toString(), {}};
}

Result<> removeSubscription(const StackWork &work, const QString &physicalId, const QJsonObject &)
{
    const auto answer = work.ask(sns(), u"Unsubscribe"_s, {{u"SubscriptionArn"_s, physicalId}});
    // One that nobody has confirmed cannot be removed, and goes by itself.
    return answer || answer.error().code == u"InvalidParameter" ? Result<>() : goneOr(answer);
}

Result<MadeResource> applyRule(const StackWork &work, const QString &logicalId, const QJsonObject &properties,
                               const QString &physicalId, const QJsonObject &before)
{
    const QString name = properties[u"Name"].toString(madeUpName(work, logicalId));
    if (physicalId != name && work.ask(eventBridge(), u"DescribeRule"_s, {{u"Name"_s, name}}))
        return alreadyThere(name);
    QJsonObject input = properties;
    const QJsonArray targets = input.take(u"Targets"_s).toArray();
    input.insert(u"Name"_s, name);
    if (input.contains(u"EventPattern"))
        input.insert(u"EventPattern"_s, textOf(input[u"EventPattern"]));
    const auto put = work.ask(eventBridge(), u"PutRule"_s, input);
    if (!put)
        return put.error();
    QStringList old;
    for (const QJsonValue &target : before[u"Targets"].toArray())
        old << target[u"Id"].toString();
    for (const QJsonValue &target : targets)
        old.removeAll(target[u"Id"].toString());
    if (!old.isEmpty() && physicalId == name)
        (void)work.ask(eventBridge(), u"RemoveTargets"_s,
                       {{u"Rule"_s, name}, {u"Ids"_s, QJsonArray::fromStringList(old)}});
    if (!targets.isEmpty()) {
        const auto added = work.ask(eventBridge(), u"PutTargets"_s, {{u"Rule"_s, name}, {u"Targets"_s, targets}});
        if (!added)
            return added.error();
        if ((*added)[u"FailedEntryCount"].toInt() > 0)
            return refusal(u"ValidationException"_s, textOf((*added)[u"FailedEntries"]));
    }
    return MadeResource{name, {{u"Arn"_s, (*put)[u"RuleArn"].toString()}}};
}

Result<> removeRule(const StackWork &work, const QString &physicalId, const QJsonObject &)
{
    const auto targets = work.ask(eventBridge(), u"ListTargetsByRule"_s, {{u"Rule"_s, physicalId}});
    if (!targets)
        return goneOr(targets);
    QJsonArray ids;
    for (const QJsonValue &target : (*targets)[u"Targets"].toArray())
        ids.append(target[u"Id"]);
    if (!ids.isEmpty()) {
        const auto removed = work.ask(eventBridge(), u"RemoveTargets"_s, {{u"Rule"_s, physicalId}, {u"Ids"_s, ids}});
        if (!removed)
            return removed.error();
    }
    return goneOr(work.ask(eventBridge(), u"DeleteRule"_s, {{u"Name"_s, physicalId}}));
}

Result<MadeResource> applyRole(const StackWork &work, const QString &logicalId, const QJsonObject &properties,
                               const QString &physicalId, const QJsonObject &before)
{
    const QString name = properties[u"RoleName"].toString(madeUpName(work, logicalId).left(64));
    if (physicalId == name && before[u"AssumeRolePolicyDocument"] != properties[u"AssumeRolePolicyDocument"])
        return refusal(u"ValidationException"_s, u"the sandbox does not change trust policies"_s);
    if (physicalId != name) {
        const auto created = work.ask(
            iamService(), u"CreateRole"_s,
            {{u"RoleName"_s, name}, {u"AssumeRolePolicyDocument"_s, textOf(properties[u"AssumeRolePolicyDocument"])}});
        if (!created)
            return created.error();
    }
    for (const QJsonValue &policy : properties[u"Policies"].toArray()) {
        const auto put = work.ask(iamService(), u"PutRolePolicy"_s,
                                  {{u"RoleName"_s, name},
                                   {u"PolicyName"_s, policy[u"PolicyName"]},
                                   {u"PolicyDocument"_s, textOf(policy[u"PolicyDocument"])}});
        if (!put)
            return put.error();
    }
    const QString arn = u"arn:aws:iam::%1:role/%2"_s.arg(work.caller.account, name);
    return MadeResource{name, {{u"Arn"_s, arn}}};
}

Result<> removeRole(const StackWork &work, const QString &physicalId, const QJsonObject &properties)
{
    for (const QJsonValue &policy : properties[u"Policies"].toArray())
        (void)work.ask(iamService(), u"DeleteRolePolicy"_s,
                       {{u"RoleName"_s, physicalId}, {u"PolicyName"_s, policy[u"PolicyName"]}});
    return goneOr(work.ask(iamService(), u"DeleteRole"_s, {{u"RoleName"_s, physicalId}}));
}

Result<MadeResource> applyGroup(const StackWork &work, const QString &logicalId, const QJsonObject &properties,
                                const QString &physicalId, const QJsonObject &)
{
    const QString name = properties[u"Name"].toString(madeUpName(work, logicalId));
    if (physicalId != name) {
        const auto created = work.ask(scheduler(), u"CreateScheduleGroup"_s, {{u"Name"_s, name}});
        if (!created)
            return created.error();
    }
    return MadeResource{name, {{u"Arn"_s, schedules::groupArn({work.caller.account, work.region}, name)}}};
}

Result<> removeGroup(const StackWork &work, const QString &physicalId, const QJsonObject &)
{
    return goneOr(work.ask(scheduler(), u"DeleteScheduleGroup"_s, {{u"Name"_s, physicalId}}));
}

} // namespace

const ResourceType *resourceType(const QString &name)
{
    static const std::vector<ResourceType> types{
        {u"AWS::SNS::Topic"_s, {u"TopicName"_s, u"DisplayName"_s, u"KmsMasterKeyId"_s}, {}, applyTopic, removeTopic},
        {u"AWS::SNS::TopicPolicy"_s,
         {u"PolicyDocument"_s, u"Topics"_s},
         {u"PolicyDocument"_s, u"Topics"_s},
         applyTopicPolicy,
         removeTopicPolicy},
        {u"AWS::SNS::Subscription"_s,
         {u"TopicArn"_s, u"Protocol"_s, u"Endpoint"_s},
         {u"TopicArn"_s, u"Protocol"_s},
         applySubscription,
         removeSubscription},
        {u"AWS::Events::Rule"_s,
         {u"Name"_s, u"Description"_s, u"EventPattern"_s, u"State"_s, u"EventBusName"_s, u"Targets"_s},
         {},
         applyRule,
         removeRule},
        {u"AWS::IAM::Role"_s,
         {u"RoleName"_s, u"Description"_s, u"AssumeRolePolicyDocument"_s, u"Policies"_s},
         {u"AssumeRolePolicyDocument"_s},
         applyRole,
         removeRole},
        {u"AWS::Scheduler::ScheduleGroup"_s, {u"Name"_s}, {}, applyGroup, removeGroup},
    };
    const auto it = std::find_if(types.begin(), types.end(), [&name](const auto &type) { return type.name == name; });
    return it == types.end() ? nullptr : &*it;
}

} // namespace keyturn::sandbox
