#include "app/cli/verbs/authorize_verb.h"

#include "app/cli/authorizing.h"
#include "app/cli/entry_choice.h"
#include "app/cli/refresh_choice.h"
#include "app/cli/session.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString AuthorizeVerb::name() const
{
    return u"authorize"_s;
}

QString AuthorizeVerb::summary() const
{
    return tr("Ask for consent in the browser and store the new refresh token.");
}

QString AuthorizeVerb::synopsis() const
{
    return u"NAME"_s;
}

QString AuthorizeVerb::description() const
{
    return tr(
        "For an entry that has a client id and secret, and whose refresh token is missing, dead, or of too few scopes: "
        "opens the provider's page in the browser, waits up to five minutes for what was decided there, exchanges the "
        "code (authorization code grant with PKCE, S256), and stores refresh token, access token and expiry as "
        "\"refresh\" does. No other byte changes, and AWSPREVIOUS holds the version before.\n"
        "Before anybody is asked it is looked at whether the answer can be kept and stored. The code is exchanged with "
        "one request, and its answer lies in the keychain until AWS holds it: \"keyturnctl resume\" goes on wherever "
        "this ends.\n"
        "Where the browser comes back to must be registered with the provider. \"keyturnctl --json providers\" shows "
        "what "
        "is usual: any port of this computer, one port of it (compared letter by letter; another program on it is an "
        "error, and no other port is taken), or an https address, which is pasted here out of the browser. Another one "
        "is given with --redirect-uri, its port alone with --redirect-port, and --paste pastes whatever it is. It is "
        "remembered for the entry, and so is --authorize-url.\n"
        "Nothing secret stands in the address that is opened. Only the answer that carries this request's state is "
        "taken, on 127.0.0.1 (and ::1 for localhost), once.");
}

QStringList AuthorizeVerb::examples() const
{
    return {u"keyturnctl authorize reporting-oauth"_s,
            u"keyturnctl authorize amazon-api-access-token --redirect-uri http://localhost:3000/authresponse"_s,
            u"keyturnctl authorize crm-oauth --no-browser --paste --redirect-uri https://crm.example.com/callback"_s};
}

QList<QCommandLineOption> AuthorizeVerb::options() const
{
    QList<QCommandLineOption> options{
        storeOption(),
        {u"scope"_s, tr("What to ask for, separated by spaces. Default: the entry's scope."), u"SCOPE"_s},
        {u"no-browser"_s, tr("Print the address and open no browser; it is always printed.")},
        {u"paste"_s, tr("Read the address to which the browser was sent back from standard input; listen on no port.")},
        {u"redirect-port"_s, tr("Come back to this port of this computer."), u"N"_s},
        {u"redirect-uri"_s, tr("The redirect URI that is registered, letter by letter."), u"URI"_s},
        {u"authorize-url"_s, tr("Where the provider asks for consent, for providers whose rule does not tell."),
         u"URL"_s}};
    return options + refreshSettingsOptions();
}

Task<ExitCode> AuthorizeVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    const Result<std::optional<Store>> store = storeOf(arguments);
    if (!store)
        co_return session.fail(store.error());
    bool isNumber = true;
    const int port = arguments.has(u"redirect-port"_s) ? arguments.value(u"redirect-port"_s).toInt(&isNumber) : 0;
    if (!isNumber || port < 0 || port > 65535 || (arguments.has(u"redirect-port"_s) && port == 0))
        co_return session.usage(tr("--redirect-port is a number from 1 to 65535."));
    if (port > 0 && arguments.has(u"redirect-uri"_s))
        co_return session.usage(tr("--redirect-uri has its own port: leave --redirect-port out."));
    Task<Result<ChosenEntry>> choosing = chosenEntry(&session, arguments);
    const Result<ChosenEntry> chosen = co_await std::move(choosing);
    if (!chosen)
        co_return session.fail(chosen.error(), name);
    ConsentManner manner;
    manner.scope = arguments.value(u"scope"_s).toUtf8();
    manner.opensBrowser = !arguments.has(u"no-browser"_s);
    manner.pastes = arguments.has(u"paste"_s);
    manner.port = port;
    manner.redirectUri = arguments.value(u"redirect-uri"_s);
    manner.authorizationUrl = arguments.value(u"authorize-url"_s);
    Authorizing authorizing(session, *chosen->connection, name, manner);
    Task<ExitCode> running = authorizing.run(chosen->entry, chosen->settings);
    co_return co_await std::move(running);
}

} // namespace keyturn::cli
