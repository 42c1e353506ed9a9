#include "ui/findings/chain_words.h"

#include "core/reminders/chain_repair.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString ChainWords::what(const ChainFinding &finding, const Sentence &sentence)
{
    const QString &subject = finding.subject;
    switch (finding.fault) {
    case ChainFault::RuleMissing:
        return tr("There is no EventBridge rule \"%1\" in this region.").arg(subject);
    case ChainFault::RuleDisabled:
        return tr("The EventBridge rule \"%1\" is disabled.").arg(subject);
    case ChainFault::PatternMisses:
        return tr("The rule's pattern does not let the events of %1 through.").arg(subject);
    case ChainFault::PatternDisputed:
        return tr("AWS (TestEventPattern) and Keyturn do not agree on whether the pattern fits %1.").arg(subject);
    case ChainFault::TargetMissing:
        return tr("The rule does not send to the topic %1.").arg(subject);
    case ChainFault::TargetRaw:
        return tr("The rule's target \"%1\" sends the event as JSON, not as a message for people.").arg(subject);
    case ChainFault::TopicMissing:
        return tr("There is no SNS topic %1.").arg(subject);
    case ChainFault::PolicyDenies:
        return tr("The topic's policy does not let events.amazonaws.com publish to %1.").arg(subject);
    case ChainFault::NobodySubscribed:
        return subject.isEmpty() ? tr("The topic has no subscribers.")
                                 : tr("%1 is not subscribed to the topic.").arg(subject);
    case ChainFault::Unconfirmed:
        return tr("%1 has not confirmed the subscription.").arg(subject);
    case ChainFault::KeyDenies:
        return tr("The policy of the topic's key %1 does not let events.amazonaws.com use it.").arg(subject);
    case ChainFault::KeyIsManaged:
        return tr("The topic is encrypted with %1, whose policy nobody can change: EventBridge cannot use it.")
            .arg(subject);
    case ChainFault::SmsSandbox:
        return tr("The account is in the SMS sandbox, and %1 is not a verified number.").arg(subject);
    case ChainFault::NotKnown:
        return sentence(finding.error);
    }
    return {};
}

QString ChainWords::elsewhere(const ChainFinding &finding)
{
    switch (finding.fault) {
    case ChainFault::KeyDenies:
        return tr("Someone who may change the key adds this to its policy:") + u'\n'
               + QString::fromUtf8(keyStatement());
    case ChainFault::SmsSandbox:
        return tr("Verify the number in the SNS console (Text messaging), or ask AWS to end the sandbox.");
    case ChainFault::PatternDisputed:
        return tr("Look at the pattern in the EventBridge console.");
    default:
        return {};
    }
}

QString ChainWords::change(ChainStack::Change change, const QString &name)
{
    switch (change) {
    case ChainStack::Change::Made:
        return tr("The stack \"%1\" is made. Everybody with a mail address has to confirm it once.").arg(name);
    case ChainStack::Change::Changed:
        return tr("The stack \"%1\" is changed.").arg(name);
    case ChainStack::Change::Nothing:
        return tr("The stack \"%1\" is as it was wanted; nothing was written.").arg(name);
    }
    return {};
}

QString ChainWords::deleted(const QString &name)
{
    return tr("The stack \"%1\" is deleted.").arg(name);
}

QString ChainWords::testSubject()
{
    return tr("Keyturn test message");
}

QString ChainWords::testMessage(const QString &chain)
{
    return tr("This is a test of the reminder chain \"%1\". Nothing has to be done.").arg(chain);
}

} // namespace keyturn
