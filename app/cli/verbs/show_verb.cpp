#include "app/cli/verbs/show_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/read/entry_store.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! What is shown, of whatever version and store.
struct Shown {
    QString name;
    Store store = Store::SecretsManager;
    QString kind;
    QString versionId;
    QStringList stages;
    bool binary = false;
    bool isWhole = false; //!< one value without a key, not one whose key is ""
    QList<EntryField> fields;
    QStringList missing; //!< roles that a refresh needs and no key plays
};

Shown shownOf(const EntryContent &content)
{
    Shown shown;
    shown.name = content.entry.id.name;
    shown.store = content.entry.id.store;
    shown.kind = kindLabel(content.keyMap.kind);
    shown.versionId = content.versionId;
    shown.binary = content.binary;
    shown.isWhole = content.binary || content.document.isRaw();
    shown.fields = content.fields;
    for (const KeyRole role : missingRoles(content.keyMap))
        shown.missing.append(roleWord(role));
    return shown;
}

Shown shownOf(const SecretValue &value)
{
    Shown shown = shownOf(EntryContent::ofSecret({}, value, {}));
    shown.name = value.name;
    shown.stages = value.versionStages;
    return shown;
}

class ShownText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ShownText)

public:
    static QString value(const EntryField &field, bool binary)
    {
        const int size = static_cast<int>(binary ? field.value.size() : field.value.characters());
        if (binary)
            return size == 1 ? tr("%n byte, binary", nullptr, size) : tr("%n bytes, binary", nullptr, size);
        if (field.sensitive)
            return size == 1 ? tr("%n character", nullptr, size) : tr("%n characters", nullptr, size);
        return field.value.reveal();
    }
    //! What was asked for as it is, is printed as it is; at a terminal that deserves a word first.
    static void warnOfRaw(Session &session, const SecretString &value)
    {
        const qsizetype count = Output::isTerminal() ? hiddenCharacters(value.bytes()) : 0;
        if (count > 0)
            session.out().message(tr("The value that follows is printed as it is; of its characters, a terminal obeys "
                                     "or hides %1. Redirect it to a file to look at it.")
                                      .arg(count));
    }
    static void print(Session &session, const Shown &shown)
    {
        session.out().line(shown.name);
        if (!shown.versionId.isEmpty())
            session.out().line(tr("version %1").arg((shown.versionId + u' ' + shown.stages.join(u' ')).trimmed()));
        Table table({tr("KEY"), tr("ROLE"), tr("VALUE")});
        for (const EntryField &field : shown.fields) {
            const QString key = !field.key.isEmpty() ? field.key : shown.isWhole ? tr("(whole value)") : u"\"\""_s;
            const QString role = roleWord(field.role);
            table.add({key, role.isEmpty() ? u"-"_s : role, value(field, shown.binary)});
        }
        session.out().write(table.text().toUtf8());
        if (!shown.missing.isEmpty())
            session.out().note(tr("For a refresh it lacks: %1.").arg(shown.missing.join(u", "_s)));
    }
};

void printJson(Session &session, const Shown &shown, const QString &revealed)
{
    JsonWriter json;
    json.beginObject().key("name").string(shown.name).key("store").string(storeWord(shown.store));
    json.key("kind").string(shown.kind).key("versionId");
    shown.versionId.isEmpty() ? json.null() : json.string(shown.versionId);
    json.key("binary").boolean(shown.binary).key("values").beginArray();
    for (const EntryField &field : shown.fields) {
        json.beginObject().key("key");
        field.key.isEmpty() ? json.null() : json.string(field.key);
        json.key("role");
        field.role == KeyRole::Other ? json.null() : json.string(roleWord(field.role));
        json.key("sensitive").boolean(field.sensitive).key("characters").number(field.value.characters()).key("value");
        const bool open = !shown.binary && (!field.sensitive || (!revealed.isNull() && field.key == revealed));
        if (!open)
            json.null();
        else if (field.isString)
            json.secret(field.value);
        else
            json.raw(field.value.bytes());
        json.endObject();
    }
    json.endArray().key("missing").beginArray();
    for (const QString &role : shown.missing)
        json.string(role);
    json.endArray().endObject();
    session.printJson(std::move(json));
}

//! By the store's clients alone: another version than AWSCURRENT.
Task<Result<Shown>> readVersion(Connection *connection, QString name, QString stage)
{
    Task<Result<SecretValue>> reading = connection->secretsManager().getSecretValue(name, {}, stage);
    const Result<SecretValue> value = co_await std::move(reading);
    if (!value)
        co_return Result<Shown>(value.error());
    co_return Result<Shown>(shownOf(*value));
}

Task<Result<Shown>> readCurrent(Session *session, Connection *connection, VerbArguments arguments)
{
    Task<Result<Entry>> finding = findEntry(connection, arguments);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return Result<Shown>(entry.error());
    const EntryStore store(*connection);
    Task<Result<EntryContent>> opening = store.open(*entry);
    const Result<EntryContent> content = co_await std::move(opening);
    if (!content)
        co_return Result<Shown>(content.error());
    const bool rehearsal = connection->tokenEndpoint().isRehearsal();
    const RefreshSettings settings = session->refreshSettings().of(*entry, rehearsal);
    co_return Result<Shown>(shownOf(content->withKeys(settings.keys)));
}

//! The exact text of the secret, with one request; where there is none, of the parameter of that name.
Task<Result<SecretString>> readRaw(Connection *connection, QString name, QString stage, std::optional<Store> store)
{
    Error secretError;
    if (store != Store::ParameterStore) {
        Task<Result<SecretValue>> reading = connection->secretsManager().getSecretValue(name, {}, stage);
        const Result<SecretValue> secret = co_await std::move(reading);
        if (secret)
            co_return Result<SecretString>(secret->value);
        secretError = secret.error();
        if (store || !stage.isEmpty() || secretError.kind != ErrorKind::NotFound)
            co_return Result<SecretString>(secretError);
    }
    Task<Result<Parameter>> reading = connection->parameterStore().getParameter(name);
    const Result<Parameter> parameter = co_await std::move(reading);
    if (!parameter)
        co_return Result<SecretString>(store ? parameter.error() : secretError);
    co_return Result<SecretString>(parameter->value);
}

} // namespace

QString ShowVerb::name() const
{
    return u"show"_s;
}

QString ShowVerb::summary() const
{
    return tr("Show the keys of an entry, masked.");
}

QString ShowVerb::synopsis() const
{
    return u"NAME"_s;
}

QString ShowVerb::description() const
{
    return tr(
        "Shows what a secret, a parameter or a group of parameters holds: each key, the role it plays, and the length "
        "of "
        "its value. Client ids, scopes and URLs are shown; everything else stays masked unless it is asked for by "
        "--reveal, also in JSON.\n"
        "--reveal prints the bytes of one value and nothing else (no newline, except on a terminal). --raw prints the "
        "exact text of the secret, after a single GetSecretValue call; only where there is no such secret, or with "
        "--store parameter, that of the parameter. Both are printed as they are, also to a terminal; it is said first "
        "if a terminal would obey or hide something in them. Everywhere else such characters are shown as \\x1b or "
        "\\u202e, and in JSON by its own escapes.");
}

QStringList ShowVerb::examples() const
{
    return {u"keyturnctl show amazon-api-access-token"_s,
            u"keyturnctl show amazon-api-access-token --reveal api-access-token | wc -c"_s,
            u"keyturnctl show amazon-api-access-token --version-stage AWSPREVIOUS --raw > previous.json"_s};
}

QList<QCommandLineOption> ShowVerb::options() const
{
    return {storeOption(),
            {u"reveal"_s, tr("Print the value of this key."), u"KEY"_s},
            {u"raw"_s, tr("Print the secret's text exactly as AWS holds it.")},
            {u"version-stage"_s, tr("The version with this label, for secrets. Default: AWSCURRENT."), u"LABEL"_s}};
}

Task<ExitCode> ShowVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    const QString stage = arguments.value(u"version-stage"_s);
    const QString revealed = arguments.value(u"reveal"_s);
    if (arguments.has(u"raw"_s) && (arguments.has(u"reveal"_s) || session.json()))
        co_return session.usage(tr("--raw does not go together with --reveal or --json."));
    const Result<std::optional<Store>> store = storeOf(arguments);
    if (!store)
        co_return session.fail(store.error());
    if (*store == Store::ParameterStore && !stage.isEmpty())
        co_return session.usage(tr("Only secrets have versions with labels; parameters have none."));

    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);

    if (arguments.has(u"raw"_s)) {
        Task<Result<SecretString>> reading = readRaw(*connection, name, stage, *store);
        const Result<SecretString> text = co_await std::move(reading);
        if (!text)
            co_return session.fail(text.error(), name);
        ShownText::warnOfRaw(session, *text);
        session.out().write(*text);
        co_return ExitCode::Ok;
    }

    Task<Result<Shown>> reading =
        stage.isEmpty() ? readCurrent(&session, *connection, arguments) : readVersion(*connection, name, stage);
    const Result<Shown> shown = co_await std::move(reading);
    if (!shown) {
        const ExitCode code = session.fail(shown.error(), name);
        if (!stage.isEmpty() && code == ExitCode::NotFound)
            session.out().note(u"  "_s + tr("Only secrets have versions with labels; parameters have none."));
        co_return code;
    }
    if (arguments.has(u"reveal"_s)) {
        const auto field = std::find_if(shown->fields.begin(), shown->fields.end(),
                                        [&revealed](const EntryField &f) { return f.key == revealed; });
        if (field == shown->fields.end())
            co_return session.fail({ErrorKind::NotFound, Refusal::NoSuchKey, revealed}, name);
        if (!session.json()) {
            ShownText::warnOfRaw(session, field->value);
            session.out().write(field->value);
            if (Output::isTerminal())
                session.out().line({});
            co_return ExitCode::Ok;
        }
    }
    if (session.json())
        printJson(session, *shown, arguments.has(u"reveal"_s) ? revealed : QString());
    else
        ShownText::print(session, *shown);
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
