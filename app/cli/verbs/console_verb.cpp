#include "app/cli/verbs/console_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/session.h"
#include "core/connection/console_link.h"
#include "core/entry/console_page.h"

#include <QProcess>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! None where it is no number of seconds that AWS takes.
std::optional<std::chrono::seconds> sessionOf(const VerbArguments &arguments)
{
    bool isNumber = false;
    const std::chrono::seconds session(arguments.value(u"session"_s).toInt(&isNumber));
    if (!isNumber || session < FederationClient::shortestSession || session > FederationClient::longestSession)
        return std::nullopt;
    return session;
}

} // namespace

QString ConsoleVerb::name() const
{
    return u"console"_s;
}

QString ConsoleVerb::summary() const
{
    return tr("Open an entry in the AWS console, signed in as the profile.");
}

QString ConsoleVerb::synopsis() const
{
    return u"NAME"_s;
}

QString ConsoleVerb::description() const
{
    return tr(
        "Signs the browser in to the AWS console as the profile and opens the entry there; of a group, the list of its "
        "parameters. The profile's temporary credentials go to AWS's federation endpoint, which gives a link for them. "
        "Access keys are refused: use a profile with role_arn or SSO.\n"
        "Whoever has that link is signed in, so it is not printed, and it stands in no command line. What is printed "
        "and opened is an address of this computer, which sends one browser of your own user on to AWS, once, within "
        "a minute.\n"
        "The console stays signed in as long as the credentials last. --session makes it another time, which AWS "
        "refuses where a role was assumed by a role. What is done in the console passes none of Keyturn's checks.");
}

QStringList ConsoleVerb::examples() const
{
    return {u"keyturnctl --profile asp-production console amazon-api-access-token"_s,
            u"keyturnctl --profile asp-staging console /my-erp/lwa --session 3600"_s};
}

QList<QCommandLineOption> ConsoleVerb::options() const
{
    return {storeOption(),
            {u"session"_s, tr("How long the console stays signed in, 900 to 43200 seconds."), u"SECONDS"_s},
            {u"no-browser"_s, tr("Print the address and open no browser; it is always printed.")}};
}

Task<ExitCode> ConsoleVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    const std::optional<std::chrono::seconds> length = sessionOf(arguments);
    if (arguments.has(u"session"_s) && !length)
        co_return session.usage(tr("--session takes seconds, 900 to 43200."));
    const Result<std::optional<Store>> store = storeOf(arguments);
    if (!store)
        co_return session.fail(store.error());
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error());
    Task<Result<>> checking = ConsoleLink::check(*connection);
    const Result<> canBe = co_await std::move(checking);
    if (!canBe)
        co_return session.fail(canBe.error(), name);
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    const QByteArray page = consolePageOf(*entry, (*connection)->region());
    Task<Result<std::unique_ptr<ConsoleLink>>> making = ConsoleLink::make(*connection, page, length);
    const Result<std::unique_ptr<ConsoleLink>> link = co_await std::move(making);
    if (!link)
        co_return session.fail(link.error(), name);
    session.givenUp = {tr("Interrupted; nobody was signed in.")};
    Task<Result<>> handingOver = (*link)->handOver();
    const QString address = (*link)->address().toString(QUrl::FullyEncoded);
    session.out().note(tr("Opening this address, which is good once and for a minute:"));
    session.out().note(address);
    if (!arguments.has(u"no-browser"_s) && !QProcess::startDetached(u"xdg-open"_s, {address}))
        session.out().note(tr("No browser could be opened (xdg-open)."));
    const Result<> taken = co_await std::move(handingOver);
    if (!taken)
        co_return session.fail(taken.error(), name);
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(name).key("page").string(QString::fromLatin1(page)).endObject();
        session.printJson(std::move(json));
        co_return ExitCode::Ok;
    }
    session.out().line(tr("The AWS console opens at %1").arg(QString::fromLatin1(page)));
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
