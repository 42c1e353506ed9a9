#include "core/reminders/chain_check.h"

#include "core/aws/kms_client.h"
#include "core/base/json_layout.h"
#include "core/policy/service_grant.h"
#include "core/reminders/event_pattern.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr qsizetype namesToDispute = 5; // each is one more question to AWS

bool isMissing(const Error &error)
{
    return error.kind == ErrorKind::NotFound;
}

//! One check while it goes on. Everything that is found goes into `state`.
struct Check {
    AwsTransport &transport;
    ChainPlace place;
    QStringList names;
    ChainState state;

    void find(ChainFault fault, const QString &subject = {}) { state.findings.append({fault, subject, {}}); }
    void doubt(const Error &error) { state.findings.append({ChainFault::NotKnown, error.operation, error}); }
};

Task<std::monostate> checkPattern(Check &check)
{
    const EventBridgeClient client(check.transport);
    const QString pattern = check.state.rule->pattern;
    qsizetype asked = 0;
    for (const QString &name : std::as_const(check.names)) {
        const QJsonObject event = policyEvent(check.place.account, check.place.region, name);
        std::optional<bool> fits = fitsEventPattern(pattern, event);
        if (!fits || asked < namesToDispute) { // AWS has the last word
            ++asked;
            const QString text = QString::fromUtf8(jsonLine(event));
            const Result<bool> said = co_await client.testEventPattern(pattern, text);
            if (!said)
                check.doubt(said.error());
            else if (fits && *fits != *said)
                check.find(ChainFault::PatternDisputed, name);
            fits = said ? std::optional<bool>(*said) : fits;
        }
        if (fits && !*fits)
            check.find(ChainFault::PatternMisses, name);
    }
    co_return std::monostate();
}

Task<std::monostate> checkRule(Check &check)
{
    const EventBridgeClient client(check.transport);
    const QString name = check.state.wanted.name;
    const Result<EventRule> rule = co_await client.describeRule(name);
    if (!rule) {
        isMissing(rule.error()) ? check.find(ChainFault::RuleMissing, name) : check.doubt(rule.error());
        co_return std::monostate();
    }
    check.state.rule = *rule;
    if (!rule->isEnabled)
        check.find(ChainFault::RuleDisabled, name);
    co_await checkPattern(check);
    const Result<QList<EventTarget>> targets = co_await client.listTargetsByRule(name);
    if (!targets) {
        check.doubt(targets.error());
        co_return std::monostate();
    }
    check.state.targets = *targets;
    const auto target = std::find_if(targets->begin(), targets->end(),
                                     [&check](const EventTarget &each) { return each.arn == check.state.topicArn; });
    if (target == targets->end())
        check.find(ChainFault::TargetMissing, check.state.topicArn);
    else if (target->input.text.isEmpty())
        check.find(ChainFault::TargetRaw, target->id);
    co_return std::monostate();
}

Task<std::monostate> checkKey(Check &check, QString key)
{
    if (key.endsWith("alias/aws/sns"_L1)) {
        check.find(ChainFault::KeyIsManaged, key);
        co_return std::monostate();
    }
    const KmsClient client(check.transport);
    const Result<QString> arn = co_await client.describeKey(key);
    if (!arn) {
        check.doubt(arn.error());
        co_return std::monostate();
    }
    const Result<QString> policy = co_await client.getKeyPolicy(*arn);
    if (!policy) {
        check.doubt(policy.error());
        co_return std::monostate();
    }
    const ServiceGrant grant{QString::fromLatin1(eventsPrincipal), *arn, check.state.wanted.ruleArn(check.place),
                             check.place.account};
    if (!grant.isIn(*policy, u"kms:GenerateDataKey"_s) || !grant.isIn(*policy, u"kms:Decrypt"_s))
        check.find(ChainFault::KeyDenies, key);
    co_return std::monostate();
}

Task<std::monostate> checkSms(Check &check)
{
    const SnsClient client(check.transport);
    const Result<bool> isInSandbox = co_await client.isInSmsSandbox();
    if (!isInSandbox) {
        check.doubt(isInSandbox.error());
        co_return std::monostate();
    }
    if (!*isInSandbox)
        co_return std::monostate();
    const Result<QStringList> verified = co_await client.listVerifiedNumbers();
    if (!verified) {
        check.doubt(verified.error());
        co_return std::monostate();
    }
    for (const TopicSubscription &each : std::as_const(check.state.subscriptions)) {
        if (each.protocol == "sms"_L1 && !verified->contains(each.endpoint))
            check.find(ChainFault::SmsSandbox, each.endpoint);
    }
    co_return std::monostate();
}

void findAbsent(Check &check)
{
    const auto has = [&check](const QString &protocol, const QString &endpoint) {
        return std::any_of(check.state.subscriptions.begin(), check.state.subscriptions.end(),
                           [&](const TopicSubscription &each) {
                               return each.protocol.startsWith(protocol) && each.endpoint == endpoint;
                           });
    };
    if (check.state.subscriptions.isEmpty() && check.state.wanted.emails.isEmpty()
        && check.state.wanted.phones.isEmpty())
        check.find(ChainFault::NobodySubscribed);
    for (const QString &email : std::as_const(check.state.wanted.emails)) {
        if (!has(u"email"_s, email))
            check.find(ChainFault::NobodySubscribed, email);
    }
    for (const QString &phone : std::as_const(check.state.wanted.phones)) {
        if (!has(u"sms"_s, phone))
            check.find(ChainFault::NobodySubscribed, phone);
    }
}

Task<std::monostate> checkSubscriptions(Check &check)
{
    const SnsClient client(check.transport);
    const QString topicArn = check.state.topicArn;
    const Result<QList<TopicSubscription>> subscriptions = co_await client.listSubscriptionsByTopic(topicArn);
    if (!subscriptions) {
        check.doubt(subscriptions.error());
        co_return std::monostate();
    }
    check.state.subscriptions = *subscriptions;
    findAbsent(check);
    bool hasNumbers = false;
    for (const TopicSubscription &each : *subscriptions) {
        if (!each.isConfirmed())
            check.find(ChainFault::Unconfirmed, each.endpoint);
        hasNumbers = hasNumbers || each.protocol == "sms"_L1;
    }
    if (hasNumbers)
        co_await checkSms(check);
    co_return std::monostate();
}

Task<std::monostate> checkTopic(Check &check)
{
    const SnsClient client(check.transport);
    const QString topicArn = check.state.topicArn;
    const Result<QMap<QString, QString>> topic = co_await client.getTopicAttributes(topicArn);
    if (!topic) {
        isMissing(topic.error()) ? check.find(ChainFault::TopicMissing, topicArn) : check.doubt(topic.error());
        co_return std::monostate();
    }
    check.state.topic = *topic;
    const ServiceGrant grant{QString::fromLatin1(eventsPrincipal), topicArn, check.state.wanted.ruleArn(check.place),
                             check.place.account};
    if (!grant.isIn(topic->value(u"Policy"_s), u"sns:Publish"_s))
        check.find(ChainFault::PolicyDenies, topicArn);
    const QString key = topic->value(u"KmsMasterKeyId"_s);
    if (!key.isEmpty())
        co_await checkKey(check, key);
    co_await checkSubscriptions(check);
    co_return std::monostate();
}

} // namespace

QString chainFaultWord(ChainFault fault)
{
    switch (fault) {
    case ChainFault::RuleMissing:
        return u"rule-missing"_s;
    case ChainFault::RuleDisabled:
        return u"rule-disabled"_s;
    case ChainFault::PatternMisses:
        return u"pattern-misses"_s;
    case ChainFault::PatternDisputed:
        return u"pattern-disputed"_s;
    case ChainFault::TargetMissing:
        return u"target-missing"_s;
    case ChainFault::TargetRaw:
        return u"target-raw"_s;
    case ChainFault::TopicMissing:
        return u"topic-missing"_s;
    case ChainFault::PolicyDenies:
        return u"policy-denies"_s;
    case ChainFault::NobodySubscribed:
        return u"not-subscribed"_s;
    case ChainFault::Unconfirmed:
        return u"unconfirmed"_s;
    case ChainFault::KeyDenies:
        return u"key-denies"_s;
    case ChainFault::KeyIsManaged:
        return u"key-is-managed"_s;
    case ChainFault::SmsSandbox:
        return u"sms-sandbox"_s;
    case ChainFault::NotKnown:
        return u"not-known"_s;
    }
    return {};
}

ChainWeight weightOf(ChainFault fault)
{
    switch (fault) {
    case ChainFault::Unconfirmed:
    case ChainFault::SmsSandbox:
    case ChainFault::NobodySubscribed:
        return ChainWeight::Partly;
    case ChainFault::TargetRaw:
    case ChainFault::PatternDisputed:
    case ChainFault::NotKnown:
        return ChainWeight::Doubtful;
    default:
        return ChainWeight::Broken;
    }
}

bool ChainState::wouldArrive() const
{
    const bool isBroken = std::any_of(findings.begin(), findings.end(), [](const ChainFinding &finding) {
        return weightOf(finding.fault) == ChainWeight::Broken;
    });
    QStringList unreachable;
    for (const ChainFinding &finding : findings) {
        if (finding.fault == ChainFault::SmsSandbox)
            unreachable.append(finding.subject);
    }
    return !isBroken
           && std::any_of(subscriptions.begin(), subscriptions.end(), [&unreachable](const TopicSubscription &each) {
                  return each.isConfirmed() && !unreachable.contains(each.endpoint);
              });
}

bool ChainState::reachesAll() const
{
    const bool isGood = std::all_of(findings.begin(), findings.end(), [](const ChainFinding &finding) {
        return finding.fault != ChainFault::NotKnown && weightOf(finding.fault) == ChainWeight::Doubtful;
    });
    return isGood && wouldArrive();
}

QStringList announcedNames(const QList<Entry> &entries)
{
    QStringList names;
    for (const Entry &entry : entries) {
        for (const ParameterMetadata &parameter : entry.parameters) {
            if (!parameter.policies.isEmpty())
                names.append(parameter.name);
        }
    }
    names.sort();
    return names;
}

Task<ChainState> checkChain(AwsTransport &transport, ReminderChain wanted, ChainPlace place, QStringList names)
{
    Check check{transport, place, names, {}};
    check.state.wanted = wanted;
    check.state.topicArn = wanted.topicArn(place);
    co_await checkRule(check);
    co_await checkTopic(check);
    co_return std::move(check.state);
}

} // namespace keyturn
