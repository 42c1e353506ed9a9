#include "app/cli/verbs/set_verb.h"

#include "app/cli/earlier_saves.h"
#include "app/cli/entry_choice.h"
#include "app/cli/held_interrupt.h"
#include "app/cli/listing.h"
#include "app/cli/secret_input.h"
#include "app/cli/session.h"
#include "app/cli/value_edit.h"
#include "app/cli/words.h"
#include "core/entry/clock_reset.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! What is said against the arguments before anything is asked; empty if nothing.
QString argumentFault(const VerbArguments &arguments)
{
    const QString type = arguments.value(u"type"_s);
    if (arguments.has(u"add"_s) && arguments.names.size() < 2)
        return SetVerb::tr("--add needs a KEY.");
    if (arguments.has(u"strip-newline"_s) && arguments.has(u"keep-newline"_s))
        return SetVerb::tr("--strip-newline does not go together with --keep-newline.");
    if (arguments.has(u"type"_s) && type != "string"_L1 && type != "json"_L1)
        return SetVerb::tr("--type is either \"string\" or \"json\".");
    return {};
}

//! The KEY that is given, or the only one there is.
Result<QString> keyOf(const EntryContent &content, const VerbArguments &arguments)
{
    const QString key = arguments.names.value(1);
    const bool isText = content.entry.id.isSecret() && !content.binary && content.document.isRaw();
    if (!key.isEmpty() && isText)
        return Error{ErrorKind::Invalid, Refusal::Value,
                     SetVerb::tr("The value of \"%1\" is not a JSON object with keys (%2); nothing was written.\n"
                                 "Leave out KEY to replace the whole text, or put it right in Keyturn first.")
                         .arg(arguments.names.first(), content.document.rawReason())};
    if (key.isEmpty() && content.fields.size() != 1)
        return Error{ErrorKind::Invalid, Refusal::Usage,
                     SetVerb::tr("\"%1\" holds several values; name the KEY to set.").arg(arguments.names.first())};
    if (key.isEmpty())
        return content.fields.first().key;
    if (!arguments.has(u"add"_s) && !content.field(key))
        return Error{ErrorKind::NotFound, Refusal::NoSuchKey, key};
    return key;
}

//! What stands at the end of a line of standard input belongs to the line, not to the value of a key. A whole text is
//! taken as it is.
Result<SecretString> readValue(const EntryContent &content, const QString &key, const VerbArguments &arguments)
{
    const bool isFile = arguments.has(u"file"_s);
    const Result<SecretString> input =
        isFile ? readFile(arguments.value(u"file"_s))
               : readStandardInput(SetVerb::tr("Value of %1 (not shown): ").arg(printable(key)));
    if (!input)
        return input;
    const bool isWhole = content.entry.id.isSecret() && (content.binary || content.document.isRaw());
    const bool isLine = !isFile && !isWhole && !arguments.has(u"keep-newline"_s);
    return arguments.has(u"strip-newline"_s) || isLine ? withoutNewline(*input) : *input;
}

//! Says on standard error what looks wrong; false if that forbids to write.
bool isAcceptable(Session &session, const EntryContent &content, const FieldEdit &edit, const VerbArguments &arguments)
{
    QStringList reasons, hints;
    for (const LintFinding &finding : findingsOf(content, edit)) {
        const bool isAsked = finding.kind == LintFinding::Kind::TrailingNewline && arguments.has(u"keep-newline"_s);
        const bool isHint = finding.severity == LintFinding::Severity::Note || arguments.has(u"allow-suspicious"_s);
        if (!isAsked)
            (isHint ? hints : reasons).append(printable(findingText(finding)));
    }
    const QString name = edit.key.isEmpty() ? content.entry.id.name : edit.key;
    if (edit.value.isEmpty() && reasons.isEmpty() && hints.isEmpty())
        (arguments.has(u"allow-suspicious"_s) ? hints : reasons)
            .append(SetVerb::tr("It is empty; what was to give it may have failed."));
    if (!reasons.isEmpty()) {
        session.out().message(
            SetVerb::tr("The new value of \"%1\" looks wrong; nothing was written.").arg(printable(name)));
        for (const QString &reason : reasons)
            session.out().note(u"  "_s + reason);
        session.out().note(u"  "_s + SetVerb::tr("Correct it, or repeat the command with --allow-suspicious."));
        return false;
    }
    for (const QString &hint : hints)
        session.out().note(SetVerb::tr("Hint, new value of \"%1\": %2").arg(printable(name), hint));
    return true;
}

void printSaved(Session &session, const QString &name, Store store, const SaveReceipt &receipt)
{
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(name).key("store").string(storeWord(store));
        json.key("changed").boolean(receipt.changed).key("versionId");
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
                          + (content.entry.id.isSecret()
                                 ? SetVerb::tr("It is version %1 if it was.").arg(token)
                                 : SetVerb::tr("Version %1 was the current one, and was yours to replace; look at the "
                                               "history for others.")
                                       .arg(content.entry.parameters.value(0).version));
    return {SetVerb::tr("Given up; it is not known whether \"%1\" was written. The next \"set\" finds out and tells.")
                .arg(name),
            known};
}

//! A refresh token that comes by hand comes from a new consent.
void noteConsent(Session &session, Connection &connection, const EntryContent &content, const QString &key,
                 const SaveReceipt &receipt)
{
    if (!receipt.changed || content.keyMap.role(key) != KeyRole::RefreshToken)
        return;
    const QDateTime now = session.clock().utcNow();
    const QString entry = RefreshMarker::keyOf(content.entry.id, connection.tokenEndpoint().isRehearsal());
    session.journal().logins().note(entry, {{}, now, now, {}});
}

//! A reminder of AWS that the write would put off although the value is the same in substance.
void tellClockResets(Session &session, const EntryContent &content, const QList<FieldEdit> &edits)
{
    for (const ClockReset &reset : clockResets(content, edits, {}, session.clock().utcNow())) {
        session.out().note(SetVerb::tr("Hint: only whitespace changes, but AWS reminds of \"%1\" on %3 instead of %2.")
                               .arg(reset.name, dateText(reset.dueBefore), dateText(reset.dueAfter)));
        session.out().note(u"  "_s
                           + SetVerb::tr("A date that no write moves: keyturnctl remind set %1 --on %2 --text ...")
                                 .arg(reset.name, dateText(reset.dueBefore)));
    }
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
        "The value is never taken from the command line or the environment. One line break at the end of standard "
        "input "
        "is not part of the value of a key or parameter, unless --keep-newline is given; from --file, and for a secret "
        "that is one text, every byte is taken, unless --strip-newline is given. On a terminal one line is read, which "
        "is not shown.\n"
        "A number, true or false, null, a list or an object of a JSON secret stays one: other text is refused, unless "
        "--type says what it shall be. A value that looks wrong (invisible characters, blanks or line breaks where "
        "none "
        "belong, quotation marks, another key's value) is refused too, unless --allow-suspicious is given.\n"
        "The entry is read first; if someone else stores a version in between, theirs stays (exit code 5). Secrets "
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
            u"echo 5434 | keyturnctl set my-app/prod port"_s,
            u"keyturnctl set my-app/prod --store parameter < value.txt"_s,
            u"keyturnctl set /my-erp/lwa /my-erp/lwa/clientsecret --file secret.txt"_s};
}

QList<QCommandLineOption> SetVerb::options() const
{
    return {
        storeOption(),
        {u"file"_s, tr("Read the value from this file."), u"F"_s},
        {u"strip-newline"_s, tr("Remove one line break from the end of the value.")},
        {u"keep-newline"_s, tr("The line break at the end of standard input belongs to the value.")},
        {u"type"_s, tr("\"string\": store text, whatever was there. \"json\": the value is JSON of any kind."), u"T"_s},
        {u"allow-suspicious"_s, tr("Write the value although it looks wrong; what is wrong is only told.")},
        {u"add"_s, tr("Add the key; it must not be there yet. Its value is text, unless --type is json.")},
        {u"no-label-move"_s, tr("Do not use secretsmanager:UpdateSecretVersionStage.")}};
}

Task<ExitCode> SetVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    if (const QString fault = argumentFault(arguments); !fault.isEmpty())
        co_return session.usage(fault);
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    Task<Result<Entry>> finding = findEntry(*connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return session.fail(entry.error(), name);
    SaveJournal journal(journalFolder());
    Task<std::monostate> telling = tellEarlierSaves(&session, *connection, &journal, entry->id.account);
    co_await std::move(telling);
    const EntryStore store(**connection);
    Task<Result<EntryContent>> opening = store.open(*entry);
    const Result<EntryContent> content = co_await std::move(opening);
    if (!content)
        co_return session.fail(content.error(), name);
    const Result<QString> key = keyOf(*content, arguments);
    if (!key)
        co_return session.fail(key.error(), name);
    const Result<SecretString> value = readValue(*content, *key, arguments);
    if (!value)
        co_return session.fail(value.error(), name);
    const Result<FieldEdit> edit = valueEdit(*content, *key, *value, arguments);
    if (!edit)
        co_return session.fail(edit.error(), name);
    if (!isAcceptable(session, *content, *edit, arguments))
        co_return ExitCode::Failed;
    const QList<FieldEdit> edits{*edit};
    tellClockResets(session, *content, edits);
    const QString token = newVersionId();
    const SaveGuard guard = arguments.has(u"no-label-move"_s) ? SaveGuard::LookAround : SaveGuard::MoveLabel;
    const HeldInterrupt held(session, tr("Finishing the write first; press Ctrl+C again to abort."),
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
    printSaved(session, name, entry->id.store, *receipt);
    noteConsent(session, **connection, *content, edit->key, *receipt);
    if (receipt->labelError)
        session.out().note(tr("The value is stored; the label %1 could not be removed from its version.")
                               .arg(SecretSave::stagingLabel(token)));
    if (receipt->tagError) {
        session.fail(*receipt->tagError, name);
        session.out().note(tr("The value is stored, but not the tag that counts the age of the client secret."));
        co_return ExitCode::Failed;
    }
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
