#include "app/cli/chain_text.h"

#include "app/cli/error_text.h"
#include "ui/findings/chain_words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QString weightWord(ChainWeight weight)
{
    switch (weight) {
    case ChainWeight::Broken:
        return u"broken"_s;
    case ChainWeight::Partly:
        return u"partly"_s;
    case ChainWeight::Doubtful:
        return u"doubtful"_s;
    }
    return {};
}

} // namespace

QString ChainText::what(const ChainFinding &finding)
{
    return ChainWords::what(finding, [](const Error &error) { return errorText(error, {}).value(0); });
}

QString ChainText::nextStep(const ChainFinding &finding)
{
    if (const QString elsewhere = ChainWords::elsewhere(finding); !elsewhere.isEmpty())
        return elsewhere;
    switch (finding.fault) {
    case ChainFault::Unconfirmed:
        return tr("Follow the link in the mail from AWS within three days; \"repair\" has it sent again.");
    case ChainFault::KeyIsManaged:
        return tr("Encrypt the topic with a key of your own (\"create --key\"), or not at all.");
    case ChainFault::NotKnown:
        return tr("\"keyturnctl policy --for reminders\" prints what the check needs.");
    case ChainFault::NobodySubscribed:
        return finding.subject.isEmpty() ? tr("Name someone: \"create --email ADDRESS\".")
                                         : tr("\"keyturnctl reminder-chain repair\" subscribes it.");
    default:
        return tr("\"keyturnctl reminder-chain repair\" puts it right.");
    }
}

QStringList ChainText::finding(const ChainFinding &finding)
{
    return QStringList{what(finding)} + nextStep(finding).split(u'\n');
}

QString ChainText::repair(const ChainRepair &repair)
{
    const QString problem = what({repair.fault, repair.subject, repair.error});
    switch (repair.outcome) {
    case ChainRepair::Outcome::Done:
        return repair.fault == ChainFault::Unconfirmed ? tr("asked again:  %1").arg(problem)
                                                       : tr("put right:    %1").arg(problem);
    case ChainRepair::Outcome::NotHere:
        return tr("left to you:  %1").arg(problem);
    case ChainRepair::Outcome::Failed:
        return tr("failed:       %1 %2").arg(problem, errorText(repair.error, {}).value(0));
    }
    return {};
}

QString ChainText::verdict(const ChainState &state, qsizetype names)
{
    const int count = static_cast<int>(names);
    if (!state.wouldArrive())
        return tr("No mail would arrive, or not of every parameter.");
    return count == 1 ? tr("A mail would arrive: %n parameter looked at.", nullptr, count)
                      : tr("A mail would arrive: %n parameters looked at.", nullptr, count);
}

QString ChainText::fault(const QString &fault)
{
    if (fault == u"name")
        return tr("A chain's name has letters, digits and hyphens, begins with a letter, and has at most 41 of them.");
    if (fault == u"prefix")
        return tr("--prefix is what names of parameters begin with; \"*\" has no meaning in an event pattern.");
    if (fault == u"email")
        return tr("--email is a list of addresses, with commas between them.");
    if (fault == u"phone")
        return tr("--sms is a list of numbers such as +4915112345678, with commas between them.");
    if (fault == u"key")
        return tr("--key is the ARN of a customer key of KMS: arn:aws:kms:REGION:ACCOUNT:key/ID.");
    return tr("Say who is to be reminded: --email ADDRESS or --sms NUMBER.");
}

QString ChainText::progress(const StackEvent &event)
{
    const QString line = u"%1 %2"_s.arg(event.status.leftJustified(28), event.resource);
    return event.reason.isEmpty() ? line : line + u" ("_s + event.reason + u')';
}

QString ChainText::drift(const ScheduleDrift &drift)
{
    switch (drift.kind) {
    case ScheduleDrift::Kind::Missing:
        return tr("missing   %1 %2 %3").arg(drift.wanted.name, drift.wanted.expression, drift.wanted.zone);
    case ScheduleDrift::Kind::Differs:
        return tr("differs   %1 %2 %3, wanted %4 %5")
            .arg(drift.wanted.name, drift.found.expression, drift.found.zone, drift.wanted.expression,
                 drift.wanted.zone);
    case ScheduleDrift::Kind::Unknown:
        return tr("unknown   %1").arg(drift.wanted.name);
    }
    return {};
}

void writeChain(JsonWriter &json, const ChainState &state, qsizetype names)
{
    json.beginObject().key("wouldArrive").boolean(state.wouldArrive()).key("names").number(names);
    json.key("topic").string(state.topicArn).key("rule").string(state.wanted.name);
    json.key("pattern").string(state.rule ? state.rule->pattern : QString());
    json.key("subscriptions").beginArray();
    for (const TopicSubscription &each : state.subscriptions)
        json.beginObject()
            .key("protocol")
            .string(each.protocol)
            .key("endpoint")
            .string(each.endpoint)
            .key("confirmed")
            .boolean(each.isConfirmed())
            .endObject();
    json.endArray().key("findings").beginArray();
    for (const ChainFinding &finding : state.findings)
        json.beginObject()
            .key("fault")
            .string(chainFaultWord(finding.fault))
            .key("weight")
            .string(weightWord(weightOf(finding.fault)))
            .key("subject")
            .string(finding.subject)
            .key("message")
            .string(ChainText::finding(finding).constFirst())
            .endObject();
    json.endArray();
}

} // namespace keyturn::cli
