#include "app/cli/verbs/keys_verb.h"

#include "app/cli/held_interrupt.h"
#include "app/cli/secret_input.h"
#include "app/cli/session.h"
#include "core/keychain/access_key_text.h"

#include <unistd.h>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

Task<ExitCode> listKeys(Session *session)
{
    const AwsKeyStore store = session->keyStore();
    Task<Result<QStringList>> listing = store.names();
    const Result<QStringList> names = co_await std::move(listing);
    if (!names)
        co_return session->fail(names.error());
    if (session->json()) {
        JsonWriter json;
        json.beginArray();
        for (const QString &name : *names)
            json.string(name);
        json.endArray();
        session->printJson(std::move(json));
    } else {
        for (const QString &name : *names)
            session->out().line(name);
    }
    co_return ExitCode::Ok;
}

//! On a terminal id and secret are asked for one after the other.
Result<AwsKeys> readKeys()
{
    Result<SecretString> first = readStandardInput(KeysVerb::tr("Access key id (not shown): "));
    if (!first)
        return first.error();
    if (::isatty(STDIN_FILENO) == 0)
        return readAccessKeys(*first);
    Result<SecretString> second = readStandardInput(KeysVerb::tr("Secret access key (not shown): "));
    if (!second)
        return second.error();
    return AwsKeys{first->bytes().trimmed().toByteArray(), SecretString(second->bytes().trimmed())};
}

QStringList keysGivenUp(const QString &name)
{
    return {KeysVerb::tr("Given up; it is not known whether the keychain was changed."),
            u"  "_s + KeysVerb::tr("Repeat the command for \"%1\": doing it twice does no harm.").arg(name)};
}

Task<ExitCode> addKeys(Session *session, QString name)
{
    const Result<AwsKeys> keys = readKeys();
    if (!keys)
        co_return session->fail(keys.error(), name);
    const HeldInterrupt held(*session, KeysVerb::tr("Finishing the write first; press Ctrl+C again to abort."),
                             keysGivenUp(name));
    const AwsKeyStore store = session->keyStore();
    Task<Result<>> writing = store.write(name, *keys);
    const Result<> written = co_await std::move(writing);
    if (!written)
        co_return session->fail(written.error(), name);
    session->out().message(KeysVerb::tr("Stored; use them with --profile %1.").arg(name));
    co_return ExitCode::Ok;
}

Task<ExitCode> removeKeys(Session *session, QString name)
{
    const HeldInterrupt held(*session, KeysVerb::tr("Finishing the removal first; press Ctrl+C again to abort."),
                             keysGivenUp(name));
    const AwsKeyStore store = session->keyStore();
    Task<Result<>> removing = store.remove(name);
    const Result<> removed = co_await std::move(removing);
    if (!removed)
        co_return session->fail(removed.error(), name);
    co_return ExitCode::Ok;
}

} // namespace

QString KeysVerb::name() const
{
    return u"keys"_s;
}

QString KeysVerb::summary() const
{
    return tr("Keep AWS keys in the keychain of this computer.");
}

QString KeysVerb::synopsis() const
{
    return u"list | add NAME | remove NAME"_s;
}

QString KeysVerb::description() const
{
    return tr(
        "Stores AWS access keys in the operating system's keychain, never in a file; --profile NAME then uses them. "
        "\"add\" reads from standard input the CSV file that the IAM console gives, or two lines, the access key id "
        "and "
        "the secret access key, and replaces keys of that name. \"list\" prints names only.");
}

QStringList KeysVerb::examples() const
{
    return {u"keyturnctl keys add asp-production < accessKeys.csv"_s, u"keyturnctl keys list"_s,
            u"keyturnctl --profile asp-production --region us-east-1 whoami"_s,
            u"keyturnctl keys remove asp-production"_s};
}

Task<ExitCode> KeysVerb::run(Session &session, VerbArguments arguments)
{
    const QString action = arguments.names.first();
    const QString name = arguments.names.value(1);
    if (action == "list"_L1 && name.isEmpty()) {
        Task<ExitCode> listing = listKeys(&session);
        co_return co_await std::move(listing);
    }
    if (action == "add"_L1 && !name.isEmpty()) {
        Task<ExitCode> adding = addKeys(&session, name);
        co_return co_await std::move(adding);
    }
    if (action == "remove"_L1 && !name.isEmpty()) {
        Task<ExitCode> removing = removeKeys(&session, name);
        co_return co_await std::move(removing);
    }
    co_return session.usage(tr("keys takes one of: %1. See \"keyturnctl keys --help\".").arg(synopsis()));
}

} // namespace keyturn::cli
