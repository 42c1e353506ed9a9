#include "app/cli/verbs/rotation_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/held_interrupt.h"
#include "app/cli/listing.h"
#include "app/cli/refresh_choice.h"
#include "app/cli/rotation_actions.h"
#include "app/cli/rotation_text.h"
#include "app/cli/table.h"
#include "app/cli/words.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

const QStringList actionNames{u"status"_s, u"start"_s,        u"step"_s, u"finish"_s,  u"repair"_s,
                              u"cancel"_s, u"remove-label"_s, u"now"_s,  u"schedule"_s};
const QStringList stepNames{u"create"_s, u"set"_s, u"test"_s, u"finish"_s};

//! What is wrong with the command line; empty if nothing is.
QString faultIn(const VerbArguments &arguments)
{
    const QString action = arguments.names.value(1, actionNames.first());
    if (arguments.has(u"all"_s))
        return arguments.names.isEmpty() ? QString() : RotationVerb::tr("--all takes no NAME.");
    if (arguments.names.isEmpty())
        return RotationVerb::tr("Name a secret, or give --all.");
    if (!actionNames.contains(action))
        return RotationVerb::tr("\"%1\" is none of: %2.").arg(printable(action), actionNames.join(u", "_s));
    const bool isStep = action == "step"_L1;
    if (isStep && !stepNames.contains(arguments.names.value(2)))
        return RotationVerb::tr("Which step: %1?").arg(stepNames.join(u", "_s));
    if (!isStep && arguments.names.size() > 2)
        return RotationVerb::tr("\"%1\" is too much.").arg(printable(arguments.names.at(2)));
    int schedules = 0;
    for (const QString &option : {u"cron"_s, u"rate"_s, u"days"_s})
        schedules += arguments.has(option) ? 1 : 0;
    const bool isOfSchedule = schedules > 0 || arguments.has(u"window"_s) || arguments.has(u"function"_s)
                              || arguments.has(u"rotate-now"_s) || arguments.has(u"dry-run"_s);
    if (action != "schedule"_L1 && isOfSchedule)
        return RotationVerb::tr(
            "--cron, --rate, --days, --window, --function, --rotate-now and --dry-run are for \"schedule\".");
    if (action == "schedule"_L1 && schedules != 1)
        return RotationVerb::tr("Give one of --cron, --rate and --days.");
    const bool letsGo = arguments.has(u"let-go"_s);
    if (letsGo && action != "cancel"_L1 && action != "remove-label"_L1)
        return RotationVerb::tr("--let-go is for \"cancel\" and \"remove-label\".");
    return {};
}

//! "cron(0 8 1 * ? *)" with or without the word around it.
QString expression(const QString &word, const QString &text)
{
    const QString trimmed = text.trimmed();
    return trimmed.startsWith(word + u'(') ? trimmed : u"%1(%2)"_s.arg(word, trimmed);
}

Result<RotationClient::Setup> setupFrom(const VerbArguments &arguments)
{
    RotationClient::Setup setup;
    setup.lambdaArn = arguments.value(u"function"_s);
    setup.immediately = arguments.has(u"rotate-now"_s);
    setup.rules.duration = arguments.value(u"window"_s);
    if (arguments.has(u"cron"_s))
        setup.rules.scheduleExpression = expression(u"cron"_s, arguments.value(u"cron"_s));
    if (arguments.has(u"rate"_s))
        setup.rules.scheduleExpression = expression(u"rate"_s, arguments.value(u"rate"_s));
    bool isNumber = true;
    if (arguments.has(u"days"_s))
        setup.rules.automaticallyAfterDays = arguments.value(u"days"_s).toInt(&isNumber);
    const Result<RotationSchedule> schedule = RotationSchedule::parse(setup.rules);
    if (!isNumber || (arguments.has(u"days"_s) && setup.rules.automaticallyAfterDays < 1))
        return scheduleFault(RotationVerb::tr("--days takes a number from 1 to 1000"));
    if (!schedule)
        return schedule.error();
    return setup;
}

//! Every secret that is rotated or has AWSPENDING on another version.
Task<ExitCode> tellAll(Session *session)
{
    Task<Result<Connection *>> connecting = session->connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session->fail(connection.error());
    Task<Listing> reading =
        readListing(*connection, [](const Entry &entry) { return entry.rotationEnabled || entry.rotationPending; });
    const Listing listing = co_await std::move(reading);
    const QDateTime now = session->clock().utcNow();
    Table table(
        {RotationVerb::tr("NAME"), RotationVerb::tr("STATE"), RotationVerb::tr("SINCE"), RotationVerb::tr("NEXT")});
    JsonWriter json;
    json.beginArray();
    ExitCode code = ExitCode::Ok;
    for (const Entry &entry : listing.entries) {
        const bool rehearsal = (*connection)->tokenEndpoint().isRehearsal();
        const RotationInspector inspector(**connection, session->refreshSettings().of(entry, rehearsal));
        const QString secretId = entry.secretId();
        const Result<RotationFinding> finding = co_await inspector.look(secretId);
        if (!finding) {
            code = session->fail(finding.error(), entry.id.name);
            continue;
        }
        const RotationAdvice advice = adviceOn(*finding, entry.id.name);
        writeRotation(json, entry.id.name, *finding, now);
        table.add({entry.id.name, advice.state, finding->since.isValid() ? isoTime(finding->since) : u"-"_s,
                   advice.command.isEmpty() ? u"-"_s : advice.command});
        if (finding->isStuck() && code == ExitCode::Ok)
            code = ExitCode::Conflict;
    }
    json.endArray();
    if (session->json())
        session->printJson(std::move(json));
    else if (listing.entries.isEmpty())
        session->out().note(RotationVerb::tr("No secret of this account and region is rotated."));
    else
        session->out().write(table.text().toUtf8());
    const ExitCode listed = reportErrors(*session, listing.errors);
    co_return listed == ExitCode::Ok ? code : listed;
}

Task<ExitCode> act(RotationActions *actions, VerbArguments arguments)
{
    const QString action = arguments.names.value(1, actionNames.first());
    const bool despite = arguments.has(u"despite-rotation"_s);
    const bool letsGo = arguments.has(u"let-go"_s);
    if (action == "start"_L1)
        co_return co_await actions->start(despite);
    if (action == "step"_L1)
        co_return co_await actions->step(RotationStep(stepNames.indexOf(arguments.names.at(2))), despite);
    if (action == "finish"_L1)
        co_return co_await actions->step(RotationStep::FinishSecret, despite);
    if (action == "repair"_L1)
        co_return co_await actions->repair();
    if (action == "cancel"_L1)
        co_return co_await actions->cancel(letsGo);
    if (action == "remove-label"_L1)
        co_return co_await actions->removeLabel(letsGo);
    if (action == "now"_L1)
        co_return co_await actions->rotateNow();
    if (action == "schedule"_L1) {
        const Result<RotationClient::Setup> setup = setupFrom(arguments); // checked by run()
        co_return co_await actions->schedule(*setup, arguments.has(u"dry-run"_s));
    }
    co_return co_await actions->status();
}

} // namespace

QString RotationVerb::name() const
{
    return u"rotation"_s;
}

QString RotationVerb::summary() const
{
    return tr("Rotate a secret step by step, free one that is stuck, or set its schedule.");
}

QString RotationVerb::synopsis() const
{
    return u"NAME [ACTION]"_s;
}

QString RotationVerb::description() const
{
    return tr(
        "Secrets Manager rotates in four steps: createSecret stores a new value as AWSPENDING, setSecret puts it to "
        "use, "
        "testSecret tries it, finishSecret makes it AWSCURRENT. This does them for OAuth tokens, looks after rotations "
        "that did not end, and sets schedules. ACTION is one of:\n"
        "status: how far it is, why, and the one thing to do next; the default, and with --all of every secret.\n"
        "start: all four steps. The new token is in the keychain before anything is done with it, so that it is not "
        "lost wherever this ends: \"start\" again, or \"resume\", goes on.\n"
        "step create|set|test|finish: one of them; each may be repeated.\n"
        "finish: AWSCURRENT moves to the version with AWSPENDING, from the version that was looked at or not at all. "
        "Where other keys were saved since, the new tokens go onto them.\n"
        "repair: whatever \"status\" names as next.\n"
        "cancel: CancelRotateSecret, and AWSPENDING goes. The schedule is off then.\n"
        "remove-label: AWSPENDING goes, no more. Both leave AWSCURRENT alone, and refuse where AWSPENDING may hold the "
        "only refresh token that works, unless --let-go is given.\n"
        "now: RotateSecret; its function does the steps.\n"
        "schedule: by --cron, --rate or --days, in a --window, by --function. Shows the next five dates in UTC and in "
        "local time, and what AWS has afterwards is read back. Nothing is rotated now unless --rotate-now is given.\n"
        "Exit codes as below; status, --all, start and repair end with 5 where a rotation is stuck.");
}

QStringList RotationVerb::examples() const
{
    return {u"keyturnctl rotation --all"_s,
            u"keyturnctl rotation contact-center/prod/genesys-oauth"_s,
            u"keyturnctl rotation contact-center/prod/genesys-oauth repair"_s,
            u"keyturnctl rotation crm-oauth start"_s,
            u"keyturnctl rotation crm-oauth step test"_s,
            u"keyturnctl rotation crm-oauth schedule --cron '0 8 1 * ? *' --window 3h --dry-run"_s};
}

QList<QCommandLineOption> RotationVerb::options() const
{
    QList<QCommandLineOption> options{
        {u"all"_s, tr("Every secret that is rotated or has a rotation under way.")},
        {u"despite-rotation"_s, tr("start and step: also where a rotation function refreshes the same token.")},
        {u"let-go"_s, tr("cancel and remove-label: drop new tokens that may be the only ones that work.")},
        {u"cron"_s, tr("schedule: six fields in UTC, such as '0 8 1 * ? *'."), u"FIELDS"_s},
        {u"rate"_s, tr("schedule: such as '10 days' or '12 hours'."), u"RATE"_s},
        {u"days"_s, tr("schedule: days after the last change, from 1 to 1000."), u"N"_s},
        {u"window"_s, tr("schedule: how long a rotation may take, such as 3h."), u"HOURS"_s},
        {u"function"_s, tr("schedule: the Lambda function; else the one it has."), u"ARN"_s},
        {u"rotate-now"_s, tr("schedule: also rotate at once.")},
        {u"dry-run"_s, tr("schedule: only show the dates; nothing is sent.")}};
    return options + refreshSettingsOptions();
}

Effect RotationVerb::effect(const VerbArguments &arguments) const
{
    const QString action = arguments.names.value(1, actionNames.first());
    const bool isPlan = action == "schedule"_L1 && arguments.has(u"dry-run"_s);
    const bool isLook = action == "status"_L1 || arguments.has(u"all"_s);
    return isPlan || isLook ? Effect::Reads : Effect::Writes;
}

Task<ExitCode> RotationVerb::run(Session &session, VerbArguments arguments)
{
    if (const QString fault = faultIn(arguments); !fault.isEmpty())
        co_return session.usage(fault);
    if (arguments.has(u"all"_s)) {
        Task<ExitCode> telling = tellAll(&session);
        co_return co_await std::move(telling);
    }
    if (arguments.names.value(1) == "schedule"_L1) {
        const Result<RotationClient::Setup> setup = setupFrom(arguments);
        if (!setup)
            co_return session.usage(tr("Not a rotation schedule: %1.").arg(setup.error().detail));
    }
    const QString name = arguments.names.first();
    arguments.options.insert(u"store"_s, u"secret"_s); // parameters are not rotated
    Task<Result<ChosenEntry>> choosing = chosenEntry(&session, arguments);
    const Result<ChosenEntry> chosen = co_await std::move(choosing);
    if (!chosen)
        co_return session.fail(chosen.error(), name);
    const AwsTransport &transport = chosen->connection->transport();
    const HeldInterrupt held(session, tr("Finishing this first; press Ctrl+C again to abort."),
                             {tr("Given up; it is not known how much of it was done."),
                              tr("  \"keyturnctl rotation %1\" tells how far the rotation is.").arg(printable(name))},
                             [&transport] { return transport.hasWritten(); });
    RotationActions actions(session, *chosen->connection, chosen->entry, chosen->settings);
    Task<ExitCode> acting = act(&actions, std::move(arguments));
    co_return co_await std::move(acting);
}

} // namespace keyturn::cli
