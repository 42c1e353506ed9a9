#include "app/cli/verbs/set_verb.h"

#include "app/cli/earlier_saves.h"
#include "app/cli/held_interrupt.h"
#include "app/cli/secret_input.h"
#include "app/cli/session.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

SecretString withoutNewline(const SecretString &value)
{
    const QByteArrayView bytes = value.bytes();
    return bytes.endsWith('\n') ? SecretString(bytes.chopped(1)) : value;
}

void printSaved(Session &session, const QString &name, const SaveReceipt &receipt)
{
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(name).key("changed").boolean(receipt.changed).key("versionId");
        receipt.versionId.isEmpty() ? json.null() : json.string(receipt.versionId);
        json.key("versions").beginObject();
        for (auto it = receipt.versions.begin(); it != receipt.versions.end(); ++it)
            json.key(it.key().toUtf8()).number(it.value());
        json.endObject().endObject();
        session.printJson(std::move(json));
        return;
    }
    if (!receipt.changed) {
        session.out().message(SetVerb::tr("\"%1\" already holds this value; nothing was written.").arg(name));
        return;
    }
    if (!receipt.versionId.isEmpty())
        session.out().line(SetVerb::tr("%1 version %2").arg(name, receipt.versionId));
    for (auto it = receipt.versions.begin(); it != receipt.versions.end(); ++it)
        session.out().line(SetVerb::tr("%1 version %2").arg(it.key()).arg(it.value()));
}

//! One parameter is all this verb writes.
QString halfSavedNote(const HalfSaved &half)
{
    const HalfSaved::Part &part = half.parts.first();
    if (part.replaced > 0)
        return SetVerb::tr("Someone else wrote version %1 of %2 just before yours; look at its history.")
            .arg(part.replaced)
            .arg(part.name());
    return SetVerb::tr("It is not known whether %1 was written; look at it before you repeat the command.")
        .arg(part.name());
}

//! What is not known when the write is given up half way; the next run finds it out, by what the journal notes.
QStringList setGivenUp(const EntryContent &content, const QString &name, const QString &token)
{
    const QString known = u"  "_s
                          + (content.entry.id.store == Store::SecretsManager
                                 ? SetVerb::tr("It is version %1 if it was.").arg(token)
                                 : SetVerb::tr("Version %1 was the current one, and was yours to replace; look at the "
                                               "history for others.")
                                       .arg(content.entry.parameters.value(0).version));
    return {SetVerb::tr("Given up; it is not known whether \"%1\" was written. The next \"set\" finds out and tells.")
                .arg(name),
            known};
}

} // namespace

QString SetVerb::name() const
{
    return u"set"_s;
}

QString SetVerb::summary() const
{
    return tr("Set one value, read from standard input or a file.");
}

QString SetVerb::synopsis() const
{
    return u"NAME [KEY]"_s;
}

QString SetVerb::description() const
{
    return tr(
        "Changes the value of one key of a secret, or of one parameter, and no other byte. KEY is the key of a JSON "
        "secret, or the full name of a parameter of a group; it may be left out where there is only one value.\n"
        "The value is never taken from the command line or the environment. From standard input or --file every byte "
        "is taken, a newline at the end too, unless --strip-newline is given. On a terminal one line is read, which is "
        "not shown and whose newline is not part of the value.\n"
        "The entry is read first; if somebody else stores a version in between, theirs stays (exit code 5). Secrets "
        "are stored aside and then AWSCURRENT is moved from the version that was read, which needs the permission "
        "secretsmanager:UpdateSecretVersionStage; with --no-label-move the secret is only looked at before and after, "
        "and a version that came in between is reported but stays as AWSPREVIOUS.\n"
        "Setting the value that is there already writes nothing.\n"
        "The first signal (Ctrl-C, SIGTERM, SIGHUP, SIGQUIT) while a value is written is held back until it is written "
        "or taken back, and what became of it is said; a second one gives up. What a killed run left behind is told, "
        "and its label taken off, by the next one.");
}

QStringList SetVerb::examples() const
{
    return {u"keyturnctl set amazon-api-access-token lwa-client-secret < secret.txt"_s,
            u"keyturnctl set amazon-api-access-token lwa-auth-scope --strip-newline --file scope.txt"_s,
            u"printf %s \"$value\" | keyturnctl set my-app/prod new-key --add"_s,
            u"keyturnctl set /my-erp/lwa /my-erp/lwa/clientsecret --file secret.txt"_s};
}

QList<QCommandLineOption> SetVerb::options() const
{
    return {{u"file"_s, tr("Read the value from this file."), u"F"_s},
            {u"strip-newline"_s, tr("Remove one newline from the end of the value.")},
            {u"add"_s, tr("Add the key; it must not be there yet.")},
            {u"no-label-move"_s, tr("Do not use secretsmanager:UpdateSecretVersionStage.")}};
}

Task<ExitCode> SetVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    QString key = arguments.names.value(1);
    const bool add = arguments.has(u"add"_s);
    if (add && key.isEmpty())
        co_return session.usage(tr("--add needs a KEY."));

    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    const EntryStore store(**connection);
    Task<Result<Entry>> finding = store.find(name);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    SaveJournal journal(journalFolder());
    Task<std::monostate> telling = tellEarlierSaves(&session, *connection, &journal, entry->id.account);
    co_await std::move(telling);
    Task<Result<EntryContent>> opening = store.open(*entry);
    const Result<EntryContent> content = co_await std::move(opening);
    if (!content)
        co_return session.fail(content.error(), name);
    if (key.isEmpty() && content->fields.size() != 1)
        co_return session.usage(tr("\"%1\" holds several values; name the KEY to set.").arg(name));
    if (key.isEmpty())
        key = content->fields.first().key;
    if (!add && !content->field(key))
        co_return session.fail({ErrorKind::NotFound, u"no-such-key"_s, key}, name);

    Result<SecretString> input = arguments.has(u"file"_s) ? readFile(arguments.value(u"file"_s))
                                                          : readStandardInput(tr("Value of %1 (not shown): ").arg(key));
    if (!input)
        co_return session.fail(input.error(), name);
    FieldEdit edit;
    edit.kind = add ? FieldEdit::Kind::Add : FieldEdit::Kind::Set;
    edit.key = key;
    edit.value = arguments.has(u"strip-newline"_s) ? withoutNewline(*input) : *input;
    const QList<FieldEdit> edits{edit};
    const QString token = newVersionId();
    const SaveGuard guard = arguments.has(u"no-label-move"_s) ? SaveGuard::LookAround : SaveGuard::MoveLabel;
    const HeldInterrupt held(session, tr("Finishing the write first; interrupt again to give it up."),
                             setGivenUp(*content, name, token));
    const EntrySave save(**connection, {&journal, {}});
    Task<Result<SaveReceipt>> saving = save.values(*content, edits, token, guard);
    const Result<SaveReceipt> receipt = co_await std::move(saving);
    if (!receipt)
        co_return session.fail(receipt.error(), name);
    if (receipt->half) {
        const ExitCode code = session.fail(receipt->half->cause, name);
        session.out().note(halfSavedNote(*receipt->half));
        co_return code;
    }
    printSaved(session, name, *receipt);
    if (receipt->labelError)
        session.out().note(tr("The value is stored; the label %1 could not be taken off its version.")
                               .arg(SecretSave::stagingLabel(token)));
    if (receipt->tagError) {
        session.fail(*receipt->tagError, name);
        session.out().note(tr("The value is stored, but not the tag that counts the age of the client secret."));
        co_return ExitCode::Failed;
    }
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
