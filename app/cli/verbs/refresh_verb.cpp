#include "app/cli/verbs/refresh_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/refresh_choice.h"
#include "app/cli/refresh_explained.h"
#include "app/cli/refresh_many.h"
#include "app/cli/refreshing.h"
#include "app/cli/session.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {
constexpr int longestProbeSeconds = 1800; // nobody's servers take longer than half an hour
}

QString RefreshVerb::name() const
{
    return u"refresh"_s;
}

QString RefreshVerb::summary() const
{
    return tr("Refresh the access tokens of entries.");
}

QString RefreshVerb::synopsis() const
{
    return u"NAME..."_s;
}

QString RefreshVerb::description() const
{
    return tr(
        "Exchanges the refresh token at the provider, once, and stores the new access token: the token's value changes "
        "and no other byte; AWSPREVIOUS then holds the version before. Entries without an access token (a client's "
        "five keys, SP-API parameters) are only tested.\n"
        "Everything that would keep the answer from being stored is looked at first: whether the entry can be written, "
        "and has room, and whether the keychain can hold the answer. It does so from the moment it comes until AWS "
        "holds it, so that a new token is not lost wherever the program ends: \"keyturnctl resume\" goes on, and so "
        "does the next refresh. Two refreshes of one entry at once ask once.\n"
        "Several names are refreshed side by side, no more of one provider at once than it likes, and each result is "
        "printed when it is there; with --json, one object a line. In a NAME '*' and '?' stand for any letters; what "
        "they find and holds no tokens is passed over. The exit code is 0 if all were refreshed, 1 if only some were.\n"
        "Which key is what is recognised by names and values; --map says it where they do not tell. A token URL that "
        "stands in the secret is followed to hosts of the providers Keyturn knows, to others after --trust-token-url. "
        "The tags keyturn:provider and keyturn:token-url say it for everybody who reads the secret. A client that "
        "has no refresh token, but a key for an access token, asks on its own behalf (client_credentials).\n"
        "With --probe the new token is shown to the provider's API, see \"keyturnctl probe\", before it replaces the "
        "old "
        "one, again and again for a minute while the provider may not know it yet. If it stays refused nothing is "
        "written, unless the provider has replaced the refresh token, too: then what it gave is all there is.\n"
        "Progress goes to standard error. If the new token cannot be stored, that is tried three more times, unless it "
        "can never fit. The first Ctrl-C while writing is tried out and a token is fetched and stored is held back "
        "until "
        "all of it is done; a second one leaves it to \"resume\".");
}

QStringList RefreshVerb::examples() const
{
    return {u"keyturnctl refresh amazon-api-access-token"_s,
            u"keyturnctl refresh 'prod/*' billing-oauth"_s,
            u"keyturnctl refresh crm --map client-id=app_key,client-secret=app_pass,refresh-token=offline"_s,
            u"keyturnctl refresh amazon-api-access-token --explain"_s,
            u"keyturnctl refresh amazon-api-access-token --probe"_s,
            u"keyturnctl --endpoint-url http://127.0.0.1:4599 refresh amazon-api-access-token"_s};
}

QList<QCommandLineOption> RefreshVerb::options() const
{
    QList<QCommandLineOption> options{
        storeOption(),
        {u"no-journal"_s, tr("Do without the keychain; only for providers that keep their refresh token.")},
        {u"despite-rotation"_s, tr("Also where a rotation function refreshes the same token.")},
        {u"explain"_s, tr("Show what would be sent, with secrets hidden, after the checks that only read. Asks no "
                          "provider and writes nothing to AWS.")},
        {u"probe"_s, tr("Try the new token out at the provider's API before it replaces the old one.")},
        {u"probe-wait"_s, tr("How long a refusal may mean that the provider does not know the token yet. Default: 60."),
         u"SECONDS"_s}};
    return options + probeSettingsOptions() + refreshSettingsOptions();
}

Effect RefreshVerb::effect(const VerbArguments &arguments) const
{
    return arguments.has(u"explain"_s) ? Effect::Reads : Effect::Writes;
}

Task<ExitCode> RefreshVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    const bool isOne = arguments.names.size() == 1 && !isPattern(name);
    if (!isOne && (changesRefreshSettings(arguments) || arguments.has(u"explain"_s)))
        co_return session.usage(
            tr("--map, --provider, --parameters, --probe-url, --explain and the --trust options are "
               "about one entry: name it alone."));
    const Result<std::optional<Store>> store = storeOf(arguments);
    if (!store)
        co_return session.fail(store.error());
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    if (arguments.has(u"no-journal"_s))
        session.goWithoutJournal();
    RefreshOptions options;
    options.despiteRotation = arguments.has(u"despite-rotation"_s);
    options.trial.isWanted = arguments.has(u"probe"_s);
    if (arguments.has(u"probe-wait"_s)) {
        bool isNumber = false;
        const int seconds = arguments.value(u"probe-wait"_s).toInt(&isNumber);
        if (!isNumber || seconds < 0 || seconds > longestProbeSeconds)
            co_return session.usage(tr("--probe-wait takes seconds, 0 to %1.").arg(longestProbeSeconds));
        options.trial.patience.total = std::chrono::seconds(seconds);
    }
    if (!isOne) {
        RefreshMany many(session, **connection, options);
        Task<ExitCode> all = many.run(arguments.names, *store);
        co_return co_await std::move(all);
    }
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    Task<Result<RefreshSettings>> choosing = chosenSettings(&session, *connection, *entry, arguments);
    const Result<RefreshSettings> settings = co_await std::move(choosing);
    if (!settings)
        co_return session.fail(settings.error(), name);
    options.settings = *settings;
    if (arguments.has(u"explain"_s)) {
        Task<ExitCode> explaining = explainRefresh(&session, *connection, *entry, *settings, options.despiteRotation);
        co_return co_await std::move(explaining);
    }
    Refreshing refreshing(session, **connection, name);
    Task<Result<RefreshReceipt>> running = refreshing.refresh(*entry, options);
    const Result<RefreshReceipt> receipt = co_await std::move(running);
    co_return refreshing.report(receipt);
}

} // namespace keyturn::cli
