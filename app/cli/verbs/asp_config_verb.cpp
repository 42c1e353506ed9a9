#include "app/cli/verbs/asp_config_verb.h"

#include "app/cli/session.h"
#include "core/asp/asp_config.h"
#include "core/read/entry_store.h"

#include <algorithm>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString AspConfigVerb::name() const
{
    return u"asp-config"_s;
}

QString AspConfigVerb::summary() const
{
    return tr("Have the ASP CLI take its credential from Secrets Manager.");
}

QString AspConfigVerb::synopsis() const
{
    return u"[PATH]"_s;
}

QString AspConfigVerb::description() const
{
    return tr(
        "Looks at config/default.json of the Alexa Smart Properties command line: PATH is that file, the folder "
        "asp-cli "
        "or the repository around it; without it the present folder. Shows what asp_cli.auth, "
        "secretsManager.secretNameForOAuth and secretsManager.regionName say and what they would say with --secret; "
        "no other byte of the file changes. Nothing is written without --write.\n"
        "The secret is then looked for in Secrets Manager, in the region that the file names or --region, with the "
        "present profile; --offline leaves that out. The exit code is 3 where it is not there, and 1 where the file "
        "does not name a secret.");
}

QStringList AspConfigVerb::examples() const
{
    return {u"keyturnctl asp-config ~/asp-cli"_s, u"keyturnctl --region us-east-1 asp-config --secret lwa-oauth"_s,
            u"keyturnctl --region us-east-1 asp-config ~/asp-cli --secret lwa-oauth --write"_s};
}

QList<QCommandLineOption> AspConfigVerb::options() const
{
    return {{u"secret"_s, tr("Name of the secret that holds the OAuth credential."), u"NAME"_s},
            {u"write"_s, tr("Write what the preview shows.")},
            {u"offline"_s, tr("Do not look for the secret.")}};
}

namespace {

void showSettings(Session &session, const QString &file, const AspSettings &settings, const AspEdit &edit,
                  bool isWritten)
{
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("file").string(file).key("written").boolean(isWritten);
        json.key("auth").string(settings.auth).key("secretNameForOAuth").string(settings.secretName);
        json.key("regionName").string(settings.region).key("changes").beginArray();
        for (const AspChange &change : edit.changes) {
            json.beginObject().key("path").string(change.path).key("before");
            change.isNew ? json.null() : json.string(change.before);
            json.key("after").string(change.after).endObject();
        }
        json.endArray().endObject();
        session.printJson(std::move(json));
        return;
    }
    session.out().line(file);
    for (const auto &[name, value] : {std::pair(u"asp_cli.auth"_s, settings.auth),
                                      std::pair(u"secretsManager.secretNameForOAuth"_s, settings.secretName),
                                      std::pair(u"secretsManager.regionName"_s, settings.region)}) {
        const auto change = std::find_if(edit.changes.begin(), edit.changes.end(),
                                         [&name](const AspChange &c) { return c.path == name; });
        const QString shown = value.isEmpty() ? u"-"_s : value;
        const QString before = change == edit.changes.end() || change->isNew ? QString() : change->before;
        const QString note = change == edit.changes.end() ? QString()
                             : before.isEmpty()           ? AspConfigVerb::tr("  (new)")
                                                          : AspConfigVerb::tr("  (was %1)").arg(before);
        session.out().line(u"  "_s + name.leftJustified(36) + shown + note);
    }
    if (!edit.changes.isEmpty())
        session.out().line(isWritten ? AspConfigVerb::tr("Written.")
                                     : AspConfigVerb::tr("Nothing was written. --write writes it."));
}

//! What is said of the file itself.
ExitCode failOn(Session &session, const QString &file, const Error &error)
{
    session.out().message(AspConfigVerb::tr("%1: %2.").arg(file, error.detail));
    return exitCodeOf(error);
}

} // namespace

Task<ExitCode> AspConfigVerb::run(Session &session, VerbArguments arguments)
{
    const QString path = arguments.names.value(0, u"."_s);
    const Result<QString> file = findAspConfig(path);
    if (!file)
        co_return failOn(session, path, file.error());
    const Result<QByteArray> text = loadAspConfig(*file);
    if (!text)
        co_return failOn(session, *file, text.error());
    AspSettings wanted;
    wanted.secretName = arguments.value(u"secret"_s);
    if (!wanted.secretName.isEmpty()) {
        wanted.auth = QLatin1String(AspSettings::fromSecretsManager);
        wanted.region = session.options().region;
    }
    const Result<AspEdit> edit = editAspConfig(*text, wanted);
    if (!edit)
        co_return failOn(session, *file, edit.error());
    const Result<AspSettings> settings = readAspConfig(edit->text);
    if (!settings)
        co_return failOn(session, *file, settings.error());
    const bool isWritten = arguments.has(u"write"_s) && !edit->changes.isEmpty();
    if (isWritten) {
        const Result<> saved = saveAspConfig(*file, *text, edit->text);
        if (!saved)
            co_return failOn(session, *file, saved.error());
    }
    showSettings(session, *file, *settings, *edit, isWritten);
    if (settings->auth != QLatin1String(AspSettings::fromSecretsManager) || settings->secretName.isEmpty()) {
        session.out().message(tr("The ASP CLI does not take its credential from Secrets Manager."));
        session.out().note(u"  "_s + tr("Name the secret with --secret, and write it with --write."));
        co_return ExitCode::Failed;
    }
    if (arguments.has(u"offline"_s))
        co_return ExitCode::Ok;
    const QString region = session.options().region.isEmpty() ? settings->region : session.options().region;
    GlobalOptions options = session.options();
    options.region = region;
    Session there(options);
    Task<Result<Connection *>> connecting = there.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return there.fail(connection.error());
    const EntryStore entries(**connection);
    Task<Result<Entry>> finding = entries.find(settings->secretName, Store::SecretsManager);
    const Result<Entry> entry = co_await std::move(finding);
    if (!entry)
        co_return there.fail(entry.error(), settings->secretName);
    session.out().note(tr("The secret is there: %1").arg(entry->arn));
    if (!settings->region.isEmpty() && settings->region != region)
        session.out().message(tr("The file names region %1, not %2.").arg(settings->region, region));
    co_return ExitCode::Ok;
}

} // namespace keyturn::cli
