#include "app/cli/verbs/rotate_client_secret_verb.h"

#include "app/cli/earlier_saves.h"
#include "app/cli/entry_choice.h"
#include "app/cli/held_interrupt.h"
#include "app/cli/refresh_choice.h"
#include "app/cli/rotating.h"
#include "app/cli/secret_input.h"
#include "app/cli/secret_ordering.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! One line: what ends it is not part of the secret.
SecretString oneLine(const SecretString &text)
{
    return SecretString(text.bytes().trimmed());
}

Result<SecretString> readNewSecret(const VerbArguments &arguments)
{
    const Result<SecretString> text =
        arguments.has(u"file"_s) ? readFile(arguments.value(u"file"_s))
                                 : readStandardInput(RotateClientSecretVerb::tr("New client secret (not shown): "));
    return text ? Result<SecretString>(oneLine(*text)) : text;
}

QStringList consumersIn(const VerbArguments &arguments)
{
    QStringList consumers;
    for (const QString &text : arguments.value(u"consumers"_s).split(u',', Qt::SkipEmptyParts))
        consumers.append(text.trimmed());
    return consumers;
}

//! Ticks those that are called so.
void tick(ClientSecretChange &change, const QString &text)
{
    for (ClientSecretChange::Consumer &consumer : change.consumers)
        consumer.isDone = consumer.isDone || consumer.text == text;
}

} // namespace

QString RotateClientSecretVerb::name() const
{
    return u"rotate-client-secret"_s;
}

QString RotateClientSecretVerb::summary() const
{
    return tr("Replace a client secret everywhere, once the provider accepts the new one.");
}

QString RotateClientSecretVerb::synopsis() const
{
    return u"NAME..."_s;
}

QString RotateClientSecretVerb::description() const
{
    return tr(
        "Takes a client secret that was made anew in the provider's console from standard input (or --file), never "
        "from the command line. It is kept in the keychain first, so that it is not lost; then shown to the provider "
        "with "
        "one token request of the first NAME; and only if that is accepted written to every entry of the account and "
        "region that holds the old one, each onto the version that was read. With several NAMEs only those are "
        "written.\n"
        "Nothing is written where the provider refuses. Where it stops half way, what was written and what was not is "
        "told, and --resume writes the rest; an entry that someone else has changed meanwhile is left alone.\n"
        "Where a provider has an API for it (SP-API), --by-api does without the console: with the queue prepared "
        "(--prepare-queue) and entered there once, everything that can be checked for nothing is, then the provider is "
        "asked once, and never a second time by itself. The message that brings the new one is kept in the keychain, "
        "tested and written as above, and deleted from the queue last of all. Messages about anything else are left "
        "alone. If it does not come within --wait, --resume goes on looking.\n"
        "Afterwards --status tells how long the provider still accepts the old one, and --probe-old asks it. "
        "--consumers notes who has to learn of it, --done ticks one off, --forget ends it and removes the old one from "
        "the "
        "keychain.");
}

QStringList RotateClientSecretVerb::examples() const
{
    return {u"keyturnctl rotate-client-secret amazon-api-access-token < new-secret.txt"_s,
            u"keyturnctl rotate-client-secret /my-erp/lwa --dry-run < new-secret.txt"_s,
            u"keyturnctl rotate-client-secret /my-erp/lwa --prepare-queue new-client-secrets"_s,
            u"keyturnctl rotate-client-secret /my-erp/lwa --by-api new-client-secrets"_s,
            u"keyturnctl rotate-client-secret amazon-api-access-token --resume"_s,
            u"keyturnctl rotate-client-secret amazon-api-access-token --status --probe-old"_s};
}

QList<QCommandLineOption> RotateClientSecretVerb::options() const
{
    const QList<QCommandLineOption> options{
        storeOption(),
        {u"file"_s, tr("Read the new client secret from this file."), u"F"_s},
        {u"dry-run"_s,
         tr("Only tell which entries hold the old one, and with --by-api or --from-queue look at the queue; nothing is "
            "sent to the provider, taken from the queue or written.")},
        {u"resume"_s, tr("Continue one that was begun; nothing is read from standard input.")},
        {u"status"_s, tr("Tell how far it is.")},
        {u"probe-old"_s, tr("Ask the provider whether it still accepts the old one.")},
        {u"consumers"_s, tr("Who reads the secret and has to be looked after, separated by commas."), u"TEXT,..."_s},
        {u"done"_s, tr("Tick one of the consumers off."), u"TEXT"_s},
        {u"forget"_s, tr("End it, and remove both client secrets from the keychain.")}};
    return options + SecretOrdering::options() + refreshSettingsOptions();
}

namespace {

//! What is asked of one that was begun.
Task<ExitCode> goOn(Session *session, Connection *connection, Entry entry, RefreshSettings settings,
                    VerbArguments arguments)
{
    RotatingText text(*session);
    const QString name = entry.id.name;
    const ClientSecretRecord record = session->clientSecrets();
    std::optional<ClientSecretChange> change = record.of(entry.id, connection->tokenEndpoint().isRehearsal());
    if (!change) {
        session->out().message(RotateClientSecretVerb::tr("No client secret of \"%1\" is being replaced.").arg(name));
        co_return ExitCode::NotFound;
    }
    if (arguments.has(u"forget"_s)) {
        Task<Result<>> ending = record.end(*change);
        const Result<> ended = co_await std::move(ending);
        co_return ended ? ExitCode::Ok : session->fail(ended.error(), name);
    }
    if (arguments.has(u"done"_s)) {
        tick(*change, arguments.value(u"done"_s));
        const Result<> noted = record.note(*change);
        if (!noted)
            co_return session->fail(noted.error(), name);
    }
    SaveJournal saves(journalFolder());
    const ClientSecretRotator rotator(*connection, session->journal(), record, {&saves, {}});
    if (arguments.has(u"resume"_s)) {
        const HeldInterrupt held(*session,
                                 RotateClientSecretVerb::tr("Finishing the write first; press Ctrl+C again to abort."),
                                 {RotateClientSecretVerb::tr("Given up. --resume writes the rest.")});
        const Result<SecretPatience> patience = SecretOrdering::patience(arguments);
        if (!patience)
            co_return session->usage(patience.error().detail);
        Task<Result<ClientSecretChange>> resuming = rotator.resume(*change, settings, *patience);
        const Result<ClientSecretChange> resumed = co_await std::move(resuming);
        if (!resumed)
            co_return text.fail(resumed.error(), name);
        change = *resumed;
    }
    std::optional<bool> isOldAccepted;
    if (arguments.has(u"probe-old"_s)) {
        Task<Result<bool>> asking = rotator.isOldAccepted(*change, settings);
        const Result<bool> accepted = co_await std::move(asking);
        if (!accepted)
            co_return text.fail(accepted.error(), name);
        isOldAccepted = *accepted;
    }
    co_return text.print(*change, isOldAccepted);
}

//! The other entries that are named.
Task<Result<QSet<EntryId>>> namedEntries(Connection *connection, VerbArguments arguments)
{
    QSet<EntryId> ids;
    for (const QString &name : std::as_const(arguments.names)) {
        VerbArguments one = arguments;
        one.names = {name};
        Task<Result<Entry>> finding = findEntry(connection, one);
        const Result<Entry> entry = co_await std::move(finding);
        if (!entry)
            co_return entry.error();
        ids.insert(entry->id);
    }
    co_return ids;
}

Task<ExitCode> replace(Session *session, Connection *connection, ClientSecretOrder order, bool isDry)
{
    RotatingText text(*session);
    RotatingText *const teller = &text;
    const QString name = order.entry.id.name;
    order.progress = [teller](ClientSecretStep step, int done, int of) { teller->tell(step, done, of); };
    SaveJournal saves(journalFolder());
    const ClientSecretRecord record = session->clientSecrets();
    const ClientSecretRotator rotator(*connection, session->journal(), record, {&saves, {}});
    Task<Result<SecretCopies::Found>> looking = rotator.look(order);
    const Result<SecretCopies::Found> found = co_await std::move(looking);
    if (!found)
        co_return text.fail(found.error(), name);
    text.tellFound(*found);
    if (isDry)
        co_return ExitCode::Ok;
    const HeldInterrupt held(
        *session, RotateClientSecretVerb::tr("Finishing the write first; press Ctrl+C again to abort."),
        {RotateClientSecretVerb::tr("Given up. --resume goes on; the new client secret is kept in the "
                                    "keychain.")});
    Task<Result<ClientSecretChange>> testing = rotator.test(order, *found);
    const Result<ClientSecretChange> tested = co_await std::move(testing);
    if (!tested)
        co_return text.fail(tested.error(), name);
    text.tell(ClientSecretStep::WriteCopies, 0, 0);
    Task<Result<ClientSecretChange>> writing = rotator.write(*tested);
    const Result<ClientSecretChange> written = co_await std::move(writing);
    if (!written)
        co_return text.fail(written.error(), name);
    co_return text.print(*written);
}

} // namespace

Effect RotateClientSecretVerb::effect(const VerbArguments &arguments) const
{
    if (arguments.has(u"forget"_s)) // of the keychain, whatever else is asked
        return Effect::Reads;
    if (arguments.has(u"resume"_s) || arguments.has(u"probe-old"_s)) // a token request, as in the window
        return Effect::Writes;
    if (arguments.has(u"status"_s) || arguments.has(u"done"_s))
        return Effect::Reads;
    if (arguments.has(u"prepare-queue"_s))
        return Effect::Writes;
    return arguments.has(u"dry-run"_s) ? Effect::Reads : Effect::Writes;
}

Task<ExitCode> RotateClientSecretVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    const bool isAboutEarlier = arguments.has(u"resume"_s) || arguments.has(u"status"_s)
                                || arguments.has(u"probe-old"_s) || arguments.has(u"done"_s)
                                || arguments.has(u"forget"_s);
    if (isAboutEarlier && arguments.names.size() > 1)
        co_return session.usage(tr("--resume, --status, --probe-old, --done and --forget take one NAME."));
    if (arguments.has(u"dry-run"_s) && (isAboutEarlier || arguments.has(u"prepare-queue"_s))) // they would do it
        co_return session.usage(tr("--dry-run goes with a new client secret, --by-api or --from-queue."));
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    VerbArguments first = arguments;
    first.names = {name};
    Task<Result<Entry>> finding = findEntry(*connection, first);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    Task<Result<RefreshSettings>> choosing = chosenSettings(&session, *connection, *entry, arguments);
    const Result<RefreshSettings> settings = co_await std::move(choosing);
    if (!settings)
        co_return session.fail(settings.error(), name);
    if (isAboutEarlier) {
        Task<ExitCode> going = goOn(&session, *connection, *entry, *settings, arguments);
        co_return co_await std::move(going);
    }
    ClientSecretOrder order;
    order.entry = *entry;
    order.settings = *settings;
    order.consumers = consumersIn(arguments);
    if (arguments.names.size() > 1) {
        Task<Result<QSet<EntryId>>> naming = namedEntries(*connection, arguments);
        const Result<QSet<EntryId>> ids = co_await std::move(naming);
        if (!ids)
            co_return session.fail(ids.error(), name);
        order.onlyIn = *ids;
    }
    if (SecretOrdering::isAskedFor(arguments)) {
        SecretOrdering ordering(session, **connection);
        Task<ExitCode> running = ordering.run(order, arguments);
        co_return co_await std::move(running);
    }
    const Result<SecretString> fresh = readNewSecret(arguments);
    if (!fresh)
        co_return session.fail(fresh.error(), name);
    if (fresh->isEmpty())
        co_return session.usage(tr("No client secret came on standard input."));
    order.fresh = *fresh;
    Task<ExitCode> replacing = replace(&session, *connection, order, arguments.has(u"dry-run"_s));
    co_return co_await std::move(replacing);
}

} // namespace keyturn::cli
