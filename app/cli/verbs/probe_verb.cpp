#include "app/cli/verbs/probe_verb.h"

#include "app/cli/entry_choice.h"
#include "app/cli/probe_text.h"
#include "app/cli/refresh_choice.h"
#include "app/cli/session.h"
#include "app/cli/table.h"
#include "app/cli/words.h"
#include "core/rotation/token_check.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! Of the current version: that is what programs use.
ExitCode codeOf(const QList<VersionCheck> &checks)
{
    const VersionCheck &current = checks.constFirst();
    if (!current.answer)
        return ExitCode::Failed;
    switch (current.answer->kind) {
    case ProbeAnswer::Kind::Works:
    case ProbeAnswer::Kind::Limited:
        return ExitCode::Ok;
    case ProbeAnswer::Kind::Refused:
        return ExitCode::Provider;
    case ProbeAnswer::Kind::Unclear:
        break;
    }
    return ExitCode::Unreachable;
}

void write(JsonWriter &json, const VersionCheck &check)
{
    json.beginObject().key("stage");
    check.stage.isEmpty() ? json.null() : json.string(check.stage);
    json.key("versionId");
    check.versionId.isEmpty() ? json.null() : json.string(check.versionId);
    json.key("expires");
    check.expiresAt.isValid() ? json.string(isoTime(check.expiresAt)) : json.null();
    json.key("sameToken").boolean(check.isSame);
    if (check.answer) {
        writeProbe(json, *check.answer);
    } else {
        json.key("result").string(check.hasToken ? u"unread"_s : u"no-token"_s);
        json.key("detail").string(check.error ? check.error->detail : QString());
    }
    json.endObject();
}

constexpr int longestWaitSeconds = 1800;

class Waiting {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ProbeVerb)

public:
    //! Says once that the provider is slow.
    static std::function<void(QList<VersionCheck>)> teller(Session *session)
    {
        const auto isTold = std::make_shared<bool>(false);
        return [session, isTold](const QList<VersionCheck> &checks) {
            const QDateTime since = checks.isEmpty() ? QDateTime() : checks.constFirst().propagatingSince;
            if (!since.isValid() || *isTold)
                return;
            *isTold = true;
            session->out().note(
                tr("Refused since %1; the provider may not know it yet, trying again...").arg(isoTime(since)));
        };
    }
};

} // namespace

QString ProbeVerb::name() const
{
    return u"probe"_s;
}

QString ProbeVerb::summary() const
{
    return tr("Find out whether the access tokens of an entry still work.");
}

QString ProbeVerb::synopsis() const
{
    return u"NAME"_s;
}

QString ProbeVerb::description() const
{
    return tr(
        "Shows the access token of the versions with AWSCURRENT, AWSPREVIOUS and AWSPENDING to the provider's API "
        "with a GET that changes nothing, and prints what it says to each. No token is printed, nothing is "
        "written, and the refresh token and the client secret stay where they are.\n"
        "Where a token is tried out is known for many providers; for others, --probe-url names an https address "
        "of your own that answers 200 if the token works. A token goes to hosts of the table, to an address that "
        "you type, and to the one in the tag keyturn:probe-url after --trust-probe-url.\n"
        "An answer of 403 means that the token is accepted and lacks the scope for this request, unless the "
        "provider answers dead tokens so. Entries that hold no access token are tried with \"keyturnctl refresh "
        "NAME --probe\", which fetches one.\n"
        "The exit code tells of the current version: 0 it is accepted, 7 it is refused, 6 it could not be found "
        "out, 1 there is no token in it.");
}

QStringList ProbeVerb::examples() const
{
    return {u"keyturnctl probe amazon-api-access-token"_s,
            u"keyturnctl probe crm --probe-url https://api.example.com/v1/me"_s,
            u"keyturnctl --json probe amazon-api-access-token | jq '.checks[].result'"_s};
}

QList<QCommandLineOption> ProbeVerb::options() const
{
    const QList<QCommandLineOption> options{
        storeOption(),
        {u"wait"_s, tr("Ask about the current version again for so long while it is refused."), u"SECONDS"_s}};
    return options + probeSettingsOptions() + refreshSettingsOptions();
}

Task<ExitCode> ProbeVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.first();
    bool isNumber = true;
    const int seconds = arguments.has(u"wait"_s) ? arguments.value(u"wait"_s).toInt(&isNumber) : 0;
    if (!isNumber || seconds < 0 || seconds > longestWaitSeconds)
        co_return session.usage(tr("--wait takes seconds, 0 to %1.").arg(longestWaitSeconds));
    Task<Result<ChosenEntry>> choosing = chosenEntry(&session, arguments);
    const Result<ChosenEntry> chosen = co_await std::move(choosing);
    if (!chosen)
        co_return session.fail(chosen.error(), name);
    const TokenCheck check(*chosen->connection);
    const ProbePatience patience{std::chrono::seconds(seconds)};
    Task<Result<QList<VersionCheck>>> running =
        check.versions(chosen->entry, chosen->settings, patience, Waiting::teller(&session));
    const Result<QList<VersionCheck>> checks = co_await std::move(running);
    if (!checks)
        co_return session.fail(checks.error(), name);
    if (session.json()) {
        JsonWriter json;
        json.beginObject().key("name").string(name).key("checks").beginArray();
        for (const VersionCheck &each : *checks)
            write(json, each);
        json.endArray().endObject();
        session.printJson(std::move(json));
        co_return codeOf(*checks);
    }
    Table table({tr("VERSION"), tr("ACCESS TOKEN"), tr("TRIED OUT AT")});
    for (const VersionCheck &each : *checks) {
        const QString stage = each.stage.isEmpty() ? tr("current") : each.stage;
        if (each.answer) {
            const QString text = probeText(*each.answer);
            table.add({stage, each.isSame ? tr("%1 (the same token)").arg(text) : text, each.answer->host});
        } else {
            table.add({stage, each.hasToken ? tr("could not be read") : tr("none in it"), {}});
        }
    }
    session.out().write(table.text().toUtf8());
    const bool hasNone =
        std::none_of(checks->cbegin(), checks->cend(), [](const VersionCheck &each) { return each.hasToken; });
    if (hasNone)
        session.out().note(tr("\"keyturnctl refresh %1 --probe\" fetches a token and tries it out.").arg(name));
    co_return codeOf(*checks);
}

} // namespace keyturn::cli
