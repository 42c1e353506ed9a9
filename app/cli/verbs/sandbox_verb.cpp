#include "app/cli/verbs/sandbox_verb.h"

#include "app/cli/session.h"
#include "app/sandbox/sandbox_server.h"
#include "core/async/completion.h"
#include "core/profile/environment.h"

#include <QDir>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

QString defaultStateFile()
{
    return Environment().stateFolder() + u"/sandbox.sqlite"_s;
}

} // namespace

QString SandboxVerb::name() const
{
    return u"sandbox"_s;
}

QString SandboxVerb::summary() const
{
    return tr("Run the sandbox: a small AWS and OAuth provider on this computer.");
}

QString SandboxVerb::description() const
{
    return tr(
        "Serves Secrets Manager, Parameter Store, STS and an OAuth token endpoint on 127.0.0.1, filled with the "
        "credential layouts Keyturn knows. Requests are signed as for AWS: access key \"testing\", secret \"testing\", "
        "region us-east-1. Nothing reaches AWS or a provider.\n"
        "Prints one line when it is ready and runs until SIGINT or SIGTERM, which end it with exit code 0. Its state "
        "is kept in one file between runs.\n"
        "Due dates, expiries and policies follow the sandbox's own time, which --clock and the clock call move. "
        "Signatures are checked against the computer's time, which the Date header tells, because clients sign with "
        "their own clocks.\n"
        "Control calls, JSON without a signature: GET /sandbox-api/clock, POST {\"move\": \"+1d\"} or "
        "{\"set\": \"+150d\"}; GET /sandbox-api/outbox?since=NUMBER (events AWS would have sent to EventBridge), POST "
        "{\"clear\": true}; POST /sandbox-api/reset (begins again with the layouts) or /sandbox-api/empty (with "
        "nothing; "
        "also /moto-api/reset); GET /sandbox-api/oauth-clients (the OAuth applications and how "
        "their providers behave), POST {\"action\": \"create\", \"clientId\", \"clientSecret\", \"provider\", "
        "\"refreshToken\", \"behaviour\"}, or with the action configure, rotate-secret, authorize or revoke; "
        "GET /sandbox-api/faults, POST {\"fault\": \"throttle\", \"service\": \"secretsmanager\", \"operation\": "
        "\"PutSecretValue\", \"times\": 2} makes the next matching requests go wrong, {\"clear\": true} ends it. "
        "Faults: "
        "refuse, reset, close, stall, slow, garbage, oversized-header, oversized-body, content-type, status, redirect, "
        "throttle. Nothing goes wrong unless it was asked for.\n"
        "Access keys, each with its id as its secret key: \"testing\" (administrator of account 123456789012), "
        "\"reader\" (reads all but billing/*, changes nothing), \"rotator\" (reads and writes the credentials of Login "
        "with Amazon only), \"nodecrypt\" (may do everything but use customer keys of KMS), \"neighbour\" "
        "(administrator of account 210987654321). With the secret key \"testing\": ASIATESTING, a role with session "
        "token "
        "testing-session, and ASIAEXPIRED, whose session token expired-session has run out. Their IAM policies are "
        "evaluated; GET /sandbox-api/access-keys shows them, POST {\"add\": {\"id\": ..., \"secret\": ..., \"policy\": "
        "{...}}} adds one (also account, arn, sessionToken, expiresAt), {\"remove\": ID} removes it. Accounts and "
        "regions share nothing; the region is that of the signature.");
}

QStringList SandboxVerb::examples() const
{
    return {u"keyturnctl sandbox --port 4599 --fresh"_s,
            u"AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing AWS_REGION=us-east-1 \\\n"
            "    keyturnctl --endpoint-url http://127.0.0.1:4599 list"_s};
}

QList<QCommandLineOption> SandboxVerb::options() const
{
    return {
        {u"port"_s, tr("Port on 127.0.0.1; 0 takes a free one. Default: 4599."), u"N"_s},
        {u"fresh"_s, tr("Start again with the sample credentials it came with.")},
        {u"clock"_s,
         tr("The sandbox's time: moved from the computer's (+150d, -3h, +1d12h) or an instant "
            "(2027-04-20T12:00:00Z). It runs on from there, and is kept with the state."),
         u"TIME"_s},
        {u"rotation-programs"_s,
         tr("Folder of programs that may stand in for rotation functions: POST "
            "/sandbox-api/rotation-functions {\"arn\", \"program\"} (a name in this folder) or {\"arn\", "
            "\"url\"} (an address of this computer, which needs no folder). They get the event as AWS Lambda does."),
         u"FOLDER"_s},
        {u"state"_s, tr("State file. Default: $XDG_STATE_HOME/keyturn/sandbox.sqlite."), u"FILE"_s}};
}

Task<ExitCode> SandboxVerb::run(Session &session, VerbArguments arguments)
{
    SandboxOptions options;
    options.port = 4599;
    if (arguments.has(u"port"_s)) {
        bool ok = false;
        options.port = arguments.value(u"port"_s).toUShort(&ok);
        if (!ok)
            co_return session.usage(tr("A port is a number from 0 to 65535."));
    }
    options.fresh = arguments.has(u"fresh"_s);
    options.clock = arguments.value(u"clock"_s);
    if (arguments.has(u"clock"_s) && options.clock.isEmpty())
        co_return session.usage(tr("--clock needs a time."));
    options.rotationPrograms = arguments.value(u"rotation-programs"_s);
    options.stateFile = arguments.has(u"state"_s) ? arguments.value(u"state"_s) : defaultStateFile();
    QDir().mkpath(QFileInfo(options.stateFile).absolutePath()); // if it fails, opening the file says why

    Completion<int> stopped;
    session.onInterrupt = [stop = stopped.completer()](int signal) {
        stop(signal);
        return true;
    };
    SandboxServer server;
    const Result<> started = server.start(options);
    if (!started) {
        session.onInterrupt = nullptr;
        if (started.error().refusal == Refusal::NotATime)
            co_return session.usage(started.error().detail);
        const bool port = started.error().code.contains("port"_L1);
        session.fail(started.error());
        co_return port ? ExitCode::Unreachable : ExitCode::Failed;
    }
    session.out().line(
        u"keyturn sandbox ready on %1 (access key testing, secret testing)"_s.arg(server.url().toString()));
    co_await stopped;
    session.onInterrupt = nullptr;
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
