#include "app/cli/verbs/resume_verb.h"

#include "app/cli/refreshing.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString ResumeVerb::name() const
{
    return u"resume"_s;
}

QString ResumeVerb::summary() const
{
    return tr("Finish refreshes that were interrupted.");
}

QString ResumeVerb::synopsis() const
{
    return u"[NAME]"_s;
}

QString ResumeVerb::description() const
{
    return tr(
        "Goes on with the refresh of NAME, or with every one in this account and region, from wherever it stopped: "
        "tokens that are in the keychain are stored and checked, what was never sent is forgotten. \"keyturnctl "
        "pending\" lists them.\n"
        "Where the answer of the provider was lost, nobody can know whether it issued new tokens. A provider that "
        "keeps its refresh token is asked again, one with a known leeway within it, once. Else this "
        "looks "
        "whether someone has stored another refresh token since, which ends the matter, and leaves the decision to "
        "you: --ask-again sends the old token once more, which gives new ones if the first request never arrived, and "
        "ends the login if it did; --forget lets go of the operation, after the application was authorised again.");
}

QStringList ResumeVerb::examples() const
{
    return {u"keyturnctl resume"_s, u"keyturnctl resume contact-center/prod/genesys-oauth"_s,
            u"keyturnctl resume contact-center/prod/genesys-oauth --ask-again"_s};
}

QList<QCommandLineOption> ResumeVerb::options() const
{
    return {{u"ask-again"_s, tr("Ask the provider once more although the first answer was lost.")},
            {u"forget"_s, tr("Let go of it, and of what the keychain holds of it.")}};
}

Task<ExitCode> ResumeVerb::run(Session &session, VerbArguments arguments)
{
    const QString name = arguments.names.value(0);
    const bool asksAgain = arguments.has(u"ask-again"_s);
    const bool forgets = arguments.has(u"forget"_s);
    if ((asksAgain || forgets) && name.isEmpty())
        co_return session.usage(tr("--ask-again and --forget need a NAME."));
    if (asksAgain && forgets)
        co_return session.usage(tr("--ask-again and --forget exclude each other."));
    Task<Result<Connection *>> connecting = session.connect();
    const Result<Connection *> connection = co_await std::move(connecting);
    if (!connection)
        co_return session.fail(connection.error(), name);
    Task<Result<CallerIdentity>> asking = (*connection)->sts().getCallerIdentity();
    const Result<CallerIdentity> identity = co_await std::move(asking);
    if (!identity)
        co_return session.fail(identity.error(), name);

    RefreshOptions options;
    options.lost = asksAgain ? LostAnswer::AskAgain : forgets ? LostAnswer::Forget : LostAnswer::ByRule;
    ExitCode worst = ExitCode::Ok;
    bool isKnown = false;
    const QList<RefreshMarker> markers = session.journal().markers();
    for (const RefreshMarker &marker : markers) {
        const bool isHere = marker.entry.account == identity->account && marker.entry.region == (*connection)->region()
                            && marker.rehearsal == (*connection)->tokenEndpoint().isRehearsal();
        if (!isHere || (!name.isEmpty() && marker.entry.name != name && marker.arn != name))
            continue;
        isKnown = true;
        Entry entry;
        entry.id = marker.entry;
        entry.arn = marker.arn;
        options.settings = session.refreshSettings().of(entry, marker.rehearsal);
        Refreshing refreshing(session, **connection, marker.entry.name);
        Task<Result<RefreshReceipt>> running = refreshing.resume(marker, options);
        const Result<RefreshReceipt> receipt = co_await std::move(running);
        const ExitCode code = refreshing.report(receipt);
        if (code != ExitCode::Ok)
            worst = code;
    }
    if (!isKnown && !name.isEmpty()) {
        session.out().message(tr("No refresh of \"%1\" is unfinished in region %2 of this account.")
                                  .arg(printable(name), (*connection)->region()));
        co_return ExitCode::NotFound;
    }
    co_return worst;
}

} // namespace keyturn::cli
