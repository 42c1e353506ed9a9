#include "core/reminders/chain_repair.h"

#include "core/base/json_layout.h"
#include "core/policy/service_grant.h"
#include "core/reminders/event_pattern.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Task<Result<>> putRule(AwsTransport &transport, ChainState state)
{
    const EventBridgeClient client(transport);
    const QString pattern = QString::fromUtf8(jsonLine(state.wanted.pattern()));
    EventRule rule = state.rule.value_or(EventRule{state.wanted.name, {}, pattern, {}, true});
    for (const ChainFinding &finding : std::as_const(state.findings)) {
        if (finding.fault == ChainFault::PatternMisses)
            rule.pattern = pattern;
    }
    rule.isEnabled = true;
    co_return co_await client.putRule(rule);
}

Task<Result<>> putTarget(AwsTransport &transport, ChainState state)
{
    const EventBridgeClient client(transport);
    EventTarget target = state.wanted.target(state.topicArn);
    for (const EventTarget &each : std::as_const(state.targets)) {
        if (each.arn == state.topicArn)
            target.id = each.id; // in its place, or the mail would come twice
    }
    const QList<EventTarget> targets{target};
    co_return co_await client.putTargets(state.wanted.name, targets);
}

Task<Result<>> makeTopic(AwsTransport &transport, ChainState state, ChainPlace place)
{
    const SnsClient client(transport);
    const Result<QString> arn = co_await client.createTopic(state.wanted.name);
    if (!arn)
        co_return arn.error();
    const QString policy = QString::fromUtf8(jsonLine(state.wanted.topicPolicy(*arn, place.account)));
    const QString policyName = u"Policy"_s;
    const Result<> set = co_await client.setTopicAttribute(*arn, policyName, policy);
    if (!set)
        co_return set.error();
    if (!state.wanted.kmsKey.isEmpty()) {
        const QString keyName = u"KmsMasterKeyId"_s;
        const Result<> encrypted = co_await client.setTopicAttribute(*arn, keyName, state.wanted.kmsKey);
        if (!encrypted)
            co_return encrypted.error();
    }
    for (const QString &email : std::as_const(state.wanted.emails)) {
        const Result<> subscribed = co_await client.subscribe(*arn, u"email"_s, email);
        if (!subscribed)
            co_return subscribed.error();
    }
    for (const QString &phone : std::as_const(state.wanted.phones)) {
        const Result<> subscribed = co_await client.subscribe(*arn, u"sms"_s, phone);
        if (!subscribed)
            co_return subscribed.error();
    }
    co_return Result<>();
}

Task<Result<>> grantPublish(AwsTransport &transport, ChainState state)
{
    const SnsClient client(transport);
    const QString policy = withServiceGrant(state.topic->value(u"Policy"_s), QString::fromLatin1(eventsGrantSid),
                                            QString::fromLatin1(eventsPrincipal), {u"sns:Publish"_s}, state.topicArn);
    const QString name = u"Policy"_s;
    co_return co_await client.setTopicAttribute(state.topicArn, name, policy);
}

Task<Result<>> subscribeTo(AwsTransport &transport, ChainState state, QString endpoint)
{
    const SnsClient client(transport);
    const QString protocol = endpoint.startsWith(u'+') ? u"sms"_s : u"email"_s;
    co_return co_await client.subscribe(state.topicArn, protocol, endpoint);
}

//! The chain's own pattern lets \p name through.
bool wouldFit(const ChainState &state, const ChainPlace &place, const QString &name)
{
    const QString pattern = QString::fromUtf8(jsonLine(state.wanted.pattern()));
    return fitsEventPattern(pattern, policyEvent(place.account, place.region, name)).value_or(false);
}

Task<Result<>> repairOne(AwsTransport &transport, ChainState state, ChainPlace place, ChainFinding finding)
{
    switch (finding.fault) {
    case ChainFault::RuleMissing: {
        const Result<> made = co_await putRule(transport, state);
        if (!made)
            co_return made.error();
        co_return co_await putTarget(transport, state);
    }
    case ChainFault::RuleDisabled:
    case ChainFault::PatternMisses:
        co_return co_await putRule(transport, state);
    case ChainFault::TargetMissing:
    case ChainFault::TargetRaw:
        co_return co_await putTarget(transport, state);
    case ChainFault::TopicMissing:
        co_return co_await makeTopic(transport, state, place);
    case ChainFault::PolicyDenies:
        co_return co_await grantPublish(transport, state);
    case ChainFault::NobodySubscribed:
    case ChainFault::Unconfirmed:
        co_return co_await subscribeTo(transport, state, finding.subject);
    default:
        co_return Result<>();
    }
}

} // namespace

bool isRepairable(const ChainState &state, const ChainPlace &place, const ChainFinding &finding)
{
    switch (finding.fault) {
    case ChainFault::PatternMisses:
        return wouldFit(state, place, finding.subject);
    case ChainFault::NobodySubscribed:
        return !finding.subject.isEmpty();
    case ChainFault::PatternDisputed:
    case ChainFault::KeyDenies:
    case ChainFault::KeyIsManaged:
    case ChainFault::SmsSandbox:
    case ChainFault::NotKnown:
        return false;
    default:
        return true;
    }
}

Task<QList<ChainRepair>> repairChain(AwsTransport &transport, ChainState state, ChainPlace place)
{
    QList<ChainRepair> repairs;
    bool isPatternPut = false; // once for all names that it missed
    for (const ChainFinding &finding : std::as_const(state.findings)) {
        ChainRepair repair{finding.fault, finding.subject, ChainRepair::Outcome::NotHere, {}};
        if (finding.fault == ChainFault::PatternMisses && isPatternPut && wouldFit(state, place, finding.subject)) {
            repair.outcome = ChainRepair::Outcome::Done;
            repairs.append(repair);
            continue;
        }
        if (isRepairable(state, place, finding)) {
            const Result<> done = co_await repairOne(transport, state, place, finding);
            repair.outcome = done ? ChainRepair::Outcome::Done : ChainRepair::Outcome::Failed;
            if (!done)
                repair.error = done.error();
            isPatternPut = isPatternPut || (done && finding.fault == ChainFault::PatternMisses);
        }
        repairs.append(repair);
    }
    co_return repairs;
}

QByteArray keyStatement()
{
    return jsonLines(QJsonObject{{u"Sid"_s, QString::fromLatin1(eventsGrantSid)},
                                 {u"Effect"_s, u"Allow"_s},
                                 {u"Principal"_s, QJsonObject{{u"Service"_s, QString::fromLatin1(eventsPrincipal)}}},
                                 {u"Action"_s, QJsonArray{u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s}},
                                 {u"Resource"_s, u"*"_s}});
}

} // namespace keyturn
