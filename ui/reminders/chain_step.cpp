#include "ui/reminders/chain_step.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString stepIcons[] = {u"kt-params"_s, u"view-calendar-timeline"_s, u"view-filter"_s, u"notifications"_s,
                             u"mail-message"_s};

bool isSeen(ChainStep::Kind kind, const ChainState &state)
{
    switch (kind) {
    case ChainStep::Policy:
        return true;
    case ChainStep::Rule:
    case ChainStep::Pattern:
        return state.rule.has_value();
    case ChainStep::Topic:
    case ChainStep::Subscribers:
        return state.topic.has_value();
    }
    return false;
}

} // namespace

ChainStep::Kind ChainStep::kindOf(const ChainFinding &finding)
{
    switch (finding.fault) {
    case ChainFault::RuleMissing:
    case ChainFault::RuleDisabled:
        return Rule;
    case ChainFault::PatternMisses:
    case ChainFault::PatternDisputed:
        return Pattern;
    case ChainFault::NobodySubscribed:
    case ChainFault::Unconfirmed:
    case ChainFault::SmsSandbox:
        return Subscribers;
    case ChainFault::NotKnown:
        return finding.error.operation.startsWith("events:"_L1) ? Rule : Topic;
    default:
        return Topic;
    }
}

QString ChainStep::wordOf(ChainFault fault)
{
    switch (fault) {
    case ChainFault::RuleMissing:
    case ChainFault::TopicMissing:
    case ChainFault::NobodySubscribed:
        return tr("missing");
    case ChainFault::RuleDisabled:
        return tr("disabled");
    case ChainFault::PatternMisses:
        return tr("fails");
    case ChainFault::PatternDisputed:
        return tr("disputed");
    case ChainFault::TargetMissing:
        return tr("not a target");
    case ChainFault::TargetRaw:
        return tr("raw JSON");
    case ChainFault::PolicyDenies:
        return tr("policy denies");
    case ChainFault::Unconfirmed:
        return tr("unconfirmed");
    case ChainFault::KeyDenies:
    case ChainFault::KeyIsManaged:
        return tr("key denies");
    case ChainFault::SmsSandbox:
        return tr("SMS sandbox");
    case ChainFault::NotKnown:
        return tr("not known");
    }
    return {};
}

QString ChainStep::titleOf(Kind kind)
{
    switch (kind) {
    case Policy:
        return tr("Policies");
    case Rule:
        //: Of EventBridge.
        return tr("Rule");
    case Pattern:
        //: Of an EventBridge rule.
        return tr("Pattern");
    case Topic:
        //: Of SNS.
        return tr("Topic");
    case Subscribers:
        return tr("Subscribers");
    }
    return {};
}

QString ChainStep::goodWord(Kind kind)
{
    switch (kind) {
    case Policy:
        return tr("in place");
    case Rule:
        return tr("enabled");
    case Pattern:
        return tr("matches");
    case Topic:
        return tr("may publish");
    case Subscribers:
        return tr("confirmed");
    }
    return {};
}

QString ChainStep::detailOf(Kind kind, const OpenChain &chain)
{
    const ChainState &state = chain.found();
    const auto count = [&state](QLatin1StringView protocol) {
        return std::count_if(state.subscriptions.begin(), state.subscriptions.end(),
                             [protocol](const TopicSubscription &each) { return each.protocol.startsWith(protocol); });
    };
    switch (kind) {
    case Policy:
        return tr("%n parameter(s)", nullptr, static_cast<int>(chain.names().size()));
    case Rule:
    case Topic:
        return state.wanted.name;
    case Pattern: {
        const auto missed =
            std::count_if(state.findings.begin(), state.findings.end(),
                          [](const ChainFinding &finding) { return finding.fault == ChainFault::PatternMisses; });
        return tr("%1 of %2 names").arg(chain.names().size() - missed).arg(chain.names().size());
    }
    case Subscribers:
        return tr("%1 e-mail, %2 SMS").arg(count("email"_L1)).arg(count("sms"_L1));
    }
    return {};
}

ChainStep ChainStep::one(Kind kind, const OpenChain &chain)
{
    const ChainState &state = chain.found();
    ChainStep step;
    step.icon = stepIcons[kind];
    step.title = titleOf(kind);
    step.word = tr("not known");
    const ChainFinding *worst = nullptr;
    for (const ChainFinding &finding : state.findings) {
        if (kindOf(finding) == kind && (!worst || weightOf(finding.fault) < weightOf(worst->fault)))
            worst = &finding;
    }
    if (isSeen(kind, state))
        step.detail = detailOf(kind, chain);
    if (worst) {
        step.word = wordOf(worst->fault);
        if (worst->fault != ChainFault::NotKnown)
            step.status = weightOf(worst->fault) == ChainWeight::Broken ? Status::Overdue : Status::DueSoon;
    } else if (kind == Policy && chain.names().isEmpty()) {
        step.word = tr("none");
    } else if (isSeen(kind, state)) {
        step.status = Status::Fine;
        step.word = goodWord(kind);
    }
    return step;
}

QList<ChainStep> ChainStep::of(const OpenChain &chain)
{
    QList<ChainStep> steps;
    for (const Kind kind : {Policy, Rule, Pattern, Topic, Subscribers})
        steps.append(one(kind, chain));
    return steps;
}

} // namespace keyturn
