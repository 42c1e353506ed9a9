#include "app/cli/verbs/reminder_chain_verb.h"

#include "app/cli/chain_place.h"
#include "app/cli/chain_stacks.h"
#include "app/cli/chain_text.h"
#include "app/cli/held_interrupt.h"
#include "core/reminders/chain_export.h"
#include "ui/findings/chain_words.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

const QStringList &chainActions()
{
    static const QStringList actions{u"create"_s, u"check"_s, u"repair"_s, u"delete"_s, u"export"_s};
    return actions;
}

//! What programs see: 0 only where nothing keeps a reminder from anybody.
ExitCode codeOf(const ChainState &state)
{
    return state.reachesAll() ? ExitCode::Ok : ExitCode::Failed;
}

void printCheck(Session &session, const ChainState &state, qsizetype names, const QString &messageId)
{
    if (session.json()) {
        JsonWriter json;
        writeChain(json, state, names);
        json.key("messageId").string(messageId).endObject();
        return session.printJson(std::move(json));
    }
    for (const ChainFinding &finding : state.findings) {
        const QStringList lines = ChainText::finding(finding);
        session.out().line(chainFaultWord(finding.fault) + u": "_s + lines.constFirst());
        for (const QString &line : lines.mid(1))
            session.out().line(u"    "_s + line);
    }
    session.out().line(ChainText::verdict(state, names));
    if (!messageId.isEmpty())
        session.out().line(ReminderChainVerb::tr("A test message is on its way (%1).").arg(messageId));
}

//! Looks at every parameter that has a policy, and at those that are named besides.
Task<ChainState> lookAt(Connection *connection, ReminderChain chain, ChainPlace place, QStringList names)
{
    Task<ChainState> checking = checkChain(connection->transport(), chain, place, names);
    co_return co_await std::move(checking);
}

Task<QStringList> namesToCheck(Session &session, Connection *connection, VerbArguments arguments)
{
    QStringList names = arguments.value(u"parameters"_s).split(u',', Qt::SkipEmptyParts);
    if (!names.isEmpty())
        co_return names;
    Task<Listing> reading = readListing(connection, [](const Entry &entry) { return entry.id.isParameter(); });
    const Listing listing = co_await std::move(reading);
    reportErrors(session, listing.errors);
    names = announcedNames(listing.entries);
    if (names.isEmpty() && listing.errors.isEmpty())
        session.out().message(ReminderChainVerb::tr(
            "No parameter has a policy, so nothing would be announced. Try --parameters /path/of/one."));
    co_return names;
}

Task<ExitCode> checkIt(Session &session, Connection *connection, ReminderChain chain, ChainPlace place,
                       VerbArguments arguments)
{
    Task<QStringList> naming = namesToCheck(session, connection, arguments);
    const QStringList names = co_await std::move(naming);
    Task<ChainState> checking = lookAt(connection, chain, place, names);
    const ChainState state = co_await std::move(checking);
    QString messageId;
    if (arguments.has(u"send"_s) && state.topic) {
        const SnsClient client(connection->transport());
        Task<Result<QString>> sending =
            client.publish(state.topicArn, ChainWords::testSubject(), ChainWords::testMessage(chain.name));
        const Result<QString> sent = co_await std::move(sending);
        if (!sent)
            co_return session.fail(sent.error(), state.topicArn);
        messageId = *sent;
    }
    printCheck(session, state, names.size(), messageId);
    co_return codeOf(state);
}

void printRepairs(Session &session, const QList<ChainRepair> &repairs)
{
    static const QStringList outcomes{u"done"_s, u"not-here"_s, u"failed"_s};
    if (!session.json()) {
        for (const ChainRepair &repair : repairs)
            session.out().line(ChainText::repair(repair));
        if (repairs.isEmpty())
            session.out().line(ReminderChainVerb::tr("Nothing is broken; nothing was written."));
        return;
    }
    JsonWriter json;
    json.beginArray();
    for (const ChainRepair &repair : repairs) {
        json.beginObject().key("fault").string(chainFaultWord(repair.fault)).key("subject").string(repair.subject);
        json.key("outcome").string(outcomes.value(static_cast<int>(repair.outcome))).endObject();
    }
    json.endArray();
    session.printJson(std::move(json));
}

Task<ExitCode> repairIt(Session &session, Connection *connection, ReminderChain chain, ChainPlace place,
                        VerbArguments arguments)
{
    Task<QStringList> naming = namesToCheck(session, connection, arguments);
    const QStringList names = co_await std::move(naming);
    Task<ChainState> checking = lookAt(connection, chain, place, names);
    const ChainState state = co_await std::move(checking);
    Task<QList<ChainRepair>> repairing = repairChain(connection->transport(), state, place);
    const QList<ChainRepair> repairs = co_await std::move(repairing);
    printRepairs(session, repairs);
    const bool isDone = std::all_of(repairs.begin(), repairs.end(), [](const ChainRepair &repair) {
        return repair.outcome == ChainRepair::Outcome::Done;
    });
    co_return isDone ? ExitCode::Ok : ExitCode::Failed;
}

//! Where it takes no account to say it, no account is asked.
Task<ExitCode> exportIt(Session &session, ReminderChain chain, QString format)
{
    if (format == u"template" || format == u"terraform") {
        session.out().write(format == u"template" ? chainTemplate(chain) : chainTerraform(chain));
        co_return ExitCode::Ok;
    }
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error());
    Task<Result<ChainPlace>> placing = chainPlace(*connection);
    const Result<ChainPlace> place = co_await std::move(placing);
    if (!place)
        co_return session.fail(place.error());
    session.out().write(chainCommands(chain, *place));
    co_return ExitCode::Ok;
}

//! What is said against the arguments before anything is asked; empty if nothing.
QString chainFault(const QString &action, const ReminderChain &chain, const VerbArguments &arguments)
{
    if (!chainActions().contains(action))
        return ReminderChainVerb::tr("It is one of: %1.").arg(chainActions().join(u", "_s));
    const QString format = arguments.value(u"format"_s);
    if (action == u"export" && !QStringList{u"template"_s, u"commands"_s, u"terraform"_s}.contains(format))
        return ReminderChainVerb::tr("--format is template, commands or terraform.");
    const bool needsPeople = action == u"create" || action == u"export";
    const QString fault = chain.fault();
    return fault.isEmpty() || (fault == u"nobody" && !needsPeople) ? QString() : ChainText::fault(fault);
}

} // namespace

QString ReminderChainVerb::name() const
{
    return u"reminder-chain"_s;
}

QString ReminderChainVerb::summary() const
{
    return tr("Make, check and repair the reminders that AWS sends by itself.");
}

QString ReminderChainVerb::synopsis() const
{
    return u"create|check|repair|delete|export"_s;
}

QString ReminderChainVerb::description() const
{
    return tr(
        "A reminder chain brings what parameter policies announce to people by mail and text message, whether a "
        "computer of yours runs or not: an EventBridge rule, an SNS topic with a policy that lets EventBridge publish, "
        "and subscriptions. \"create\" makes it as one CloudFormation stack, or changes one that is there, and tells "
        "what AWS does meanwhile; \"delete\" removes it.\n"
        "\"check\" says whether a mail would arrive, of every parameter that has a policy (or of --parameters), and "
        "names what keeps it from arriving. It also checks a chain that was made by hand, if rule and topic have the "
        "chain's name, and changes nothing; --send sends a test message to everybody. It ends with 0 if every reminder "
        "would reach everybody, else with 1.\n"
        "\"repair\" puts right what \"check\" finds, as far as that can be done here: with the same --prefix, --email "
        "and --sms as \"create\".\n"
        "\"export\" prints the same as a CloudFormation template, as commands of the aws command line, or for "
        "Terraform.");
}

QStringList ReminderChainVerb::examples() const
{
    return {u"keyturnctl reminder-chain create --prefix /my-erp/ --email it@example.com --sms +4915112345678"_s,
            u"keyturnctl reminder-chain check --send"_s,
            u"keyturnctl --json reminder-chain check --parameters /my-erp/lwa/clientsecret"_s,
            u"keyturnctl reminder-chain repair --prefix /my-erp/ --email it@example.com"_s,
            u"keyturnctl reminder-chain export --format commands --prefix /my-erp/ --email it@example.com"_s,
            u"keyturnctl reminder-chain delete"_s};
}

QList<QCommandLineOption> ReminderChainVerb::options() const
{
    return chainOptions()
           + QList<QCommandLineOption>{
               {u"parameters"_s, tr("Names to check, with commas between them."), u"NAMES"_s},
               {u"send"_s, tr("With \"check\": send a test message.")},
               {u"format"_s, tr("For \"export\": template, commands or terraform."), u"FORMAT"_s}};
}

Effect ReminderChainVerb::effect(const VerbArguments &arguments) const
{
    const QString action = arguments.names.constFirst();
    const bool isLook = action == "export"_L1 || (action == "check"_L1 && !arguments.has(u"send"_s));
    return isLook ? Effect::Reads : Effect::Writes;
}

Task<ExitCode> ReminderChainVerb::run(Session &session, VerbArguments arguments)
{
    const QString action = arguments.names.constFirst();
    const ReminderChain chain = chainOf(arguments);
    if (const QString fault = chainFault(action, chain, arguments); !fault.isEmpty())
        co_return session.usage(fault);
    if (action == u"export") {
        Task<ExitCode> exporting = exportIt(session, chain, arguments.value(u"format"_s));
        co_return co_await std::move(exporting);
    }
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error());
    const AwsTransport &transport = (*connection)->transport();
    const HeldInterrupt held(session, tr("Waiting until it is done first; press Ctrl+C again to abort."),
                             {tr("Given up; AWS goes on with what was asked of it."),
                              tr("  \"keyturnctl reminder-chain check\" tells what became of it.")},
                             [&transport] { return transport.hasWritten(); });
    if (action == u"create") {
        Task<ExitCode> creating = putChainStack(session, *connection, chain);
        co_return co_await std::move(creating);
    }
    if (action == u"delete") {
        Task<ExitCode> deleting = deleteChainStack(session, *connection, chain);
        co_return co_await std::move(deleting);
    }
    Task<Result<ChainPlace>> placing = chainPlace(*connection);
    const Result<ChainPlace> place = co_await std::move(placing);
    if (!place)
        co_return session.fail(place.error());
    if (action == u"check") {
        Task<ExitCode> checking = checkIt(session, *connection, chain, *place, arguments);
        co_return co_await std::move(checking);
    }
    Task<ExitCode> repairing = repairIt(session, *connection, chain, *place, arguments);
    co_return co_await std::move(repairing);
}

} // namespace keyturn::cli
