#include "ui/reminders/chain_page_words.h"

#include "ui/findings/chain_words.h"
#include "ui/text/error_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool isAnythingNotKnown(const ChainState &state)
{
    return std::any_of(state.findings.begin(), state.findings.end(),
                       [](const ChainFinding &finding) { return finding.fault == ChainFault::NotKnown; });
}

} // namespace

QString ChainPageWords::state(const OpenChain &chain)
{
    switch (chain.state()) {
    case OpenChain::State::NotKnown:
        if (chain.isLooking())
            return tr("Checking with AWS…");
        return chain.isFound() ? tr("Can't tell whether a reminder would arrive.") : tr("Not checked yet.");
    case OpenChain::State::Absent:
        return tr("There is no reminder chain in this region.");
    case OpenChain::State::Working:
        return chain.isWaiting() ? tr("AWS is working on the stack.")
                                 : tr("AWS is still working on the stack. Check again to see the result.");
    case OpenChain::State::Works:
        if (chain.found().reachesAll())
            return tr("A reminder would arrive today.");
        return isAnythingNotKnown(chain.found()) ? tr("A reminder would arrive today, but not everything was checked.")
                                                 : tr("A reminder would arrive today, but not for everyone.");
    case OpenChain::State::Broken:
        return tr("A reminder would not arrive today.");
    }
    return {};
}

QString ChainPageWords::detail(const OpenChain &chain)
{
    if (chain.state() == OpenChain::State::Absent)
        return tr("It sends what parameter policies announce by e-mail and SMS, even while no computer of yours runs. "
                  "Say below who is to be reminded.");
    if (!chain.isFound() || chain.state() == OpenChain::State::Working)
        return {};
    QStringList sentences;
    const int count = static_cast<int>(chain.names().size());
    sentences.append(count > 0 ? tr("%n parameter(s) with a policy checked.", nullptr, count)
                               : tr("No parameter has a policy, so nothing would be announced."));
    if (!chain.stack())
        sentences.append(tr("It was not made as a stack: it can be checked and repaired here, but not updated or "
                            "deleted."));
    else if (!chain.stack()->isGood())
        sentences.append(tr("The last change of its stack failed (%1).").arg(chain.stack()->status));
    return sentences.join(u' ');
}

QString ChainPageWords::what(const ChainFinding &finding)
{
    return ChainWords::what(finding, [](const Error &error) { return ErrorText::message(error).sentence; });
}

QString ChainPageWords::fix(const ChainFinding &finding, bool isRepairable)
{
    if (const QString elsewhere = ChainWords::elsewhere(finding); !elsewhere.isEmpty())
        return elsewhere;
    switch (finding.fault) {
    case ChainFault::RuleMissing:
        return tr("Repairing creates the rule with the prefixes below and sends its events to the topic.");
    case ChainFault::RuleDisabled:
        return tr("Repairing enables it.");
    case ChainFault::PatternMisses:
        return isRepairable ? tr("Repairing replaces the pattern by one with the prefixes below.")
                            : tr("Its name begins with none of the prefixes below. Add one and update the chain.");
    case ChainFault::TargetMissing:
        return tr("Repairing makes the topic a target of the rule.");
    case ChainFault::TargetRaw:
        return tr("Repairing lets the rule send a readable message.");
    case ChainFault::TopicMissing:
        return tr("Repairing creates the topic and subscribes everyone below.");
    case ChainFault::PolicyDenies:
        return tr("Repairing adds a statement to the policy; the other statements stay.");
    case ChainFault::NobodySubscribed:
        return isRepairable ? tr("Repairing subscribes this address; it has to confirm once.")
                            : tr("Name someone below and update the chain.");
    case ChainFault::Unconfirmed:
        return tr("Follow the link in the mail from AWS within three days, or have it sent again.");
    case ChainFault::KeyIsManaged:
        return tr("Enter a key of your own below, or none, and update the chain.");
    case ChainFault::NotKnown:
        return tr("“keyturnctl policy --for reminders” prints the permissions this check needs.");
    default:
        return {};
    }
}

QString ChainPageWords::repair(const ChainFinding &finding)
{
    return finding.fault == ChainFault::Unconfirmed ? tr("Send again") : tr("Repair");
}

QString ChainPageWords::outcome(OpenChain::Outcome outcome, const QString &name)
{
    switch (outcome) {
    case OpenChain::Outcome::Made:
        return ChainWords::change(ChainStack::Change::Made, name);
    case OpenChain::Outcome::Changed:
        return ChainWords::change(ChainStack::Change::Changed, name);
    case OpenChain::Outcome::Unchanged:
        return ChainWords::change(ChainStack::Change::Nothing, name);
    case OpenChain::Outcome::Deleted:
        return ChainWords::deleted(name);
    case OpenChain::Outcome::Repaired:
        return tr("Repaired.");
    case OpenChain::Outcome::AskedAgain:
        return tr("AWS sends the mail again. Follow its link to confirm.");
    case OpenChain::Outcome::Sent:
        return tr("A test message is on its way to everyone who has confirmed.");
    }
    return {};
}

QString ChainPageWords::fault(const QString &fault)
{
    if (fault == u"name")
        return tr("The name has letters, digits and hyphens, begins with a letter, and has at most 41 of them.");
    if (fault == u"prefix")
        return tr("Enter the beginnings of parameter names, such as /my-erp/. “*” has no meaning there.");
    if (fault == u"email")
        return tr("Enter e-mail addresses, with commas between them.");
    if (fault == u"phone")
        return tr("Enter phone numbers such as +4915112345678, with commas between them.");
    if (fault == u"key")
        return tr("Enter the ARN of a customer key of KMS: arn:aws:kms:REGION:ACCOUNT:key/ID.");
    return tr("Enter who is to be reminded");
}

QString ChainPageWords::event(const StackEvent &event)
{
    return event.reason.isEmpty() ? tr("%1: %2").arg(event.resource, event.status)
                                  : tr("%1: %2 (%3)").arg(event.resource, event.status, event.reason);
}

} // namespace keyturn
