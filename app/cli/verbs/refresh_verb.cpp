#include "app/cli/verbs/refresh_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/held_interrupt.h"
#include "app/cli/refreshing.h"
#include "app/cli/session.h"
#include "app/cli/words.h"
#include "core/async/sleep_for.h"
#include "core/read/entry_store.h"
#include "core/rotation/token_refresher.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

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
        "Everything that would keep the answer from being stored is looked at first: whether the entry can be written, "
        "and has room, and whether the keychain can hold the answer. It does so from the moment it comes until AWS "
        "holds it, so that a new token is not lost wherever the program ends: \"keyturnctl resume\" goes on, and so "
        "does the next refresh. Two refreshes of one entry at once ask once.\n"
        "Progress goes to standard error. If the new token cannot be stored, that is tried three more times. The first "
        "Ctrl-C while a token is fetched and stored is held back until both are done; a second one leaves it to "
        "\"resume\".");
}

QStringList RefreshVerb::examples() const
{
    return {u"keyturnctl refresh amazon-api-access-token"_s,
            u"keyturnctl --endpoint-url http://127.0.0.1:4599 refresh amazon-api-access-token"_s};
}

QList<QCommandLineOption> RefreshVerb::options() const
{
    return {storeOption(),
            {u"no-journal"_s, tr("Do without the keychain; only for providers that keep their refresh token.")},
            {u"despite-rotation"_s, tr("Also where a rotation function refreshes the same token.")}};
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

    if (arguments.has(u"no-journal"_s))
        session.goWithoutJournal();
    RefreshOptions options;
    options.despiteRotation = arguments.has(u"despite-rotation"_s);
    Refreshing refreshing(session, **connection, name);
    Task<Result<RefreshReceipt>> running = refreshing.refresh(*entry, options);
    const Result<RefreshReceipt> receipt = co_await std::move(running);
    co_return refreshing.report(receipt);
}

} // namespace keyturn::cli
