#include "app/cli/verbs/token_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/refresh_choice.h"
#include "app/cli/refreshing.h"
#include "app/cli/words.h"
#include "core/read/entry_store.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds leastLeft = 5min;

//! An access token that is good for a while.
struct GoodToken {
    SecretString text;
    QDateTime expiresAt; //!< invalid: nobody said
    bool isNew = false;
};

bool isGood(const EntryContent &content, const QDateTime &now)
{
    const QDateTime end = content.entry.tokenExpiresAt;
    return !valueOf(content, KeyRole::AccessToken).isEmpty() && end.isValid() && end > now.addDuration(leastLeft);
}

ExitCode print(Session &session, const QString &name, const GoodToken &token)
{
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(name).key("accessToken").secret(token.text).key("expires");
        token.expiresAt.isValid() ? json.string(isoTime(token.expiresAt)) : json.null();
        json.key("refreshed").boolean(token.isNew).endObject();
        session.printJson(std::move(json));
        return ExitCode::Ok;
    }
    session.out().write(token.text);
    session.out().write("\n");
    return ExitCode::Ok;
}

} // namespace

QString TokenVerb::name() const
{
    return u"token"_s;
}

QString TokenVerb::summary() const
{
    return tr("Print an access token that works, for scripts.");
}

QString TokenVerb::synopsis() const
{
    return u"NAME"_s;
}

QString TokenVerb::description() const
{
    return tr(
        "Prints the access token of an entry and nothing else. It is refreshed first where less than five minutes "
        "of it are left or nobody knows how many, as \"keyturnctl refresh\" does it; however many programs ask at "
        "the same moment, the provider is asked once and the result is written once. Entries that hold no access "
        "token get a new one each time, which is printed and not stored.");
}

QStringList TokenVerb::examples() const
{
    return {u"curl -H \"Authorization: Bearer $(keyturnctl token crm-oauth)\" https://api.example.com/"_s};
}

QList<QCommandLineOption> TokenVerb::options() const
{
    const QList<QCommandLineOption> options{
        storeOption(),
        {u"no-journal"_s, tr("Do without the keychain; only for providers that keep their refresh token.")},
        {u"despite-rotation"_s, tr("Also where a rotation function refreshes the same token.")}};
    return options + refreshSettingsOptions();
}

Task<ExitCode> TokenVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    RefreshOptions options;
    options.since = RefreshTurn::now(); // before anything is read: what is refreshed from now on is new enough
    options.despiteRotation = arguments.has(u"despite-rotation"_s);
    Task<Result<ChosenEntry>> choosing = chosenEntry(&session, arguments);
    const Result<ChosenEntry> chosen = co_await std::move(choosing);
    if (!chosen)
        co_return session.fail(chosen.error(), name);
    options.settings = chosen->settings;
    if (arguments.has(u"no-journal"_s))
        session.goWithoutJournal();

    const EntryStore store(*chosen->connection);
    for (int attempt = 0; attempt < 3; ++attempt) {
        Task<Result<EntryContent>> opening = store.open(chosen->entry);
        const Result<EntryContent> opened = co_await std::move(opening);
        if (!opened)
            co_return session.fail(opened.error(), name);
        const EntryContent content = opened->withKeys(chosen->settings.keys);
        const bool isTakenOver = attempt > 0 && holdsAccessToken(content);
        if (isTakenOver || isGood(content, session.clock().utcNow()))
            co_return print(session, name,
                            {valueOf(content, KeyRole::AccessToken), content.entry.tokenExpiresAt, isTakenOver});
        if (const Result<> allowed = session.mayWrite(); !allowed)
            co_return session.fail(allowed.error(), name);
        options.seen = content.versionId;
        Refreshing refreshing(session, *chosen->connection, name, {.tellsSteps = false, .holdsInterrupts = true});
        Task<Result<RefreshReceipt>> running = refreshing.refresh(chosen->entry, options);
        const Result<RefreshReceipt> receipt = co_await std::move(running);
        if (!receipt)
            co_return refreshing.report(receipt);
        if (!receipt->accessToken.isEmpty())
            co_return print(session, name, {receipt->accessToken, receipt->expiresAt, true});
        options.since = 0; // taken over from somebody: it is in the entry, or nowhere
    }
    co_return session.fail(
        Error{ErrorKind::Conflict, Refusal::RefreshRunning, u"another program of yours refreshes it"_s}, name);
}

} // namespace keyturn::cli
