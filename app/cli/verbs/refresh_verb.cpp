#include "app/cli/verbs/refresh_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/held_interrupt.h"
#include "app/cli/session.h"
#include "app/cli/words.h"
#include "core/async/sleep_for.h"
#include "core/rotation/token_refresher.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

void printRefreshed(Session &session, const QString &name, const RefreshReceipt &receipt)
{
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(name).key("writtenBack").boolean(receipt.writtenBack).key("versionId");
        receipt.versionId.isEmpty() ? json.null() : json.string(receipt.versionId);
        json.key("expires");
        receipt.expiresAt.isValid() ? json.string(isoTime(receipt.expiresAt)) : json.null();
        json.key("refreshTokenRotated").boolean(receipt.refreshTokenRotated).endObject();
        session.printJson(std::move(json));
        return;
    }
    const QString until = receipt.expiresAt.isValid() ? isoTime(receipt.expiresAt) : RefreshVerb::tr("unknown");
    if (receipt.writtenBack)
        session.out().line(RefreshVerb::tr("%1 version %2, token expires %3").arg(name, receipt.versionId, until));
    else
        session.out().line(
            RefreshVerb::tr("%1 refresh token works; the entry holds no access token, nothing was written").arg(name));
}

QStringList refreshGivenUp(const QString &name)
{
    return {RefreshVerb::tr("Given up; the provider was asked, and it is not known whether \"%1\" holds the new token.")
                .arg(name),
            u"  "_s + RefreshVerb::tr("Look at it with \"keyturnctl show %1\" before you refresh again.").arg(name)};
}

} // namespace

QString RefreshVerb::name() const
{
    return u"refresh"_s;
}

QString RefreshVerb::summary() const
{
    return tr("Refresh the access token of an entry.");
}

QString RefreshVerb::synopsis() const
{
    return u"NAME"_s;
}

QString RefreshVerb::description() const
{
    return tr(
        "Exchanges the refresh token at the provider, once, and stores the new access token: the token's value changes "
        "and no other byte; AWSPREVIOUS then holds the version before. Entries without an access token (a client's "
        "five keys, SP-API parameters) are only tested.\n"
        "Progress goes to standard error. If the new token cannot be stored, that is tried three more times. The first "
        "signal (Ctrl-C, SIGTERM, SIGHUP, SIGQUIT) while a token is fetched and stored is held back until both are "
        "done; "
        "a second one gives it up.");
}

QStringList RefreshVerb::examples() const
{
    return {u"keyturnctl refresh amazon-api-access-token"_s,
            u"keyturnctl --endpoint-url http://127.0.0.1:4599 refresh amazon-api-access-token"_s};
}

QList<QCommandLineOption> RefreshVerb::options() const
{
    return {storeOption()};
}

Task<ExitCode> RefreshVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);

    std::optional<HeldInterrupt> held; // from when the only copy of a new token may be in this process
    std::function<void(RefreshStep)> progress = [&session, &held, &name](RefreshStep step) {
        switch (step) {
        case RefreshStep::ReadSecret:
            return session.out().note(tr("Reading the secret..."));
        case RefreshStep::AskProvider:
            held.emplace(session, tr("Saving the new token first; press Ctrl+C again to abort."), refreshGivenUp(name));
            return session.out().note(tr("Asking the provider..."));
        case RefreshStep::WriteBack:
            return session.out().note(tr("Storing the new token..."));
        case RefreshStep::Check:
            return session.out().note(tr("Checking what was stored..."));
        case RefreshStep::Done:
            return;
        }
    };
    TokenRefresher refresher(**connection);
    Task<Result<RefreshReceipt>> refreshing = refresher.refresh(*entry, progress);
    Result<RefreshReceipt> receipt = co_await std::move(refreshing);
    for (int attempt = 1; attempt <= 3 && !receipt && refresher.unsaved(); ++attempt) {
        session.fail(receipt.error(), name);
        session.out().note(
            tr("The provider issued a new token that is not stored yet; trying again (%1 of 3)...").arg(attempt));
        const std::chrono::milliseconds pause(500 * attempt);
        co_await sleepFor(pause);
        Task<Result<RefreshReceipt>> retrying = refresher.retryWrite();
        Result<RefreshReceipt> retried = co_await std::move(retrying);
        receipt = std::move(retried);
    }
    if (!receipt) {
        const ExitCode code = session.fail(receipt.error(), name);
        if (refresher.unsaved() && refresher.unsaved()->tokens.refreshTokenRotated)
            session.out().note(
                tr("The new tokens could not be stored and are lost, and the provider replaced the refresh "
                   "token: authorise the application again."));
        else if (refresher.unsaved())
            session.out().note(
                tr("The new access token could not be stored and is lost. The refresh token is still good: "
                   "run the command again when AWS can be written."));
        co_return code;
    }
    printRefreshed(session, name, *receipt);
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
