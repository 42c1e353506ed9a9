#include "core/reminders/chain_found.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QStringList prefixesOf(const QString &pattern)
{
    QStringList prefixes;
    const QJsonObject whole = QJsonDocument::fromJson(pattern.toUtf8()).object();
    const QJsonArray names = whole[u"detail"_s][u"parameter-name"_s].toArray();
    for (const QJsonValue &name : names) {
        QString prefix = name.isString() ? name.toString() : name[u"prefix"_s].toString();
        if (prefix.endsWith(u'*'))
            prefix.chop(1);
        if (!prefix.isEmpty())
            prefixes.append(prefix);
    }
    return prefixes;
}

} // namespace

ReminderChain chainFound(const ChainState &state, const StackState *stack)
{
    ReminderChain chain;
    chain.name = state.wanted.name;
    if (state.rule)
        chain.prefixes = prefixesOf(state.rule->pattern);
    if (state.topic)
        chain.kmsKey = state.topic->value(u"KmsMasterKeyId"_s);
    for (const TopicSubscription &each : state.subscriptions) {
        if (each.protocol == "sms"_L1)
            chain.phones.append(each.endpoint);
        else if (each.protocol == "email"_L1)
            chain.emails.append(each.endpoint);
    }
    chain.schedules = stack && stack->outputs.contains(u"ScheduleGroup"_s);
    return chain;
}

bool isFoundWhole(const ChainState &state)
{
    static const QStringList needed{u"events:DescribeRule"_s, u"sns:GetTopicAttributes"_s,
                                    u"sns:ListSubscriptionsByTopic"_s};
    return std::none_of(state.findings.begin(), state.findings.end(), [](const ChainFinding &finding) {
        return finding.fault == ChainFault::NotKnown && needed.contains(finding.error.operation);
    });
}

} // namespace keyturn
