#include "app/cli/verbs/doctor_verb.h"

#include "app/cli/session.h"
#include "core/doctor/examination.h"
#include "core/doctor/support_bundle.h"
#include "ui/findings/doctor_text.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

void printFindings(Session &session, const QList<Diagnosis> &findings)
{
    JsonWriter json;
    json.beginArray();
    for (const Diagnosis &finding : findings) {
        json.beginObject().key("about").string(finding.about).key("level").string(finding.level);
        json.key("finding").string(finding.text).key("fix");
        finding.fix.isEmpty() ? json.null() : json.string(finding.fix);
        json.endObject();
    }
    json.endArray();
    session.printJson(std::move(json));
}

void showFindings(Session &session, const QList<Diagnosis> &findings)
{
    for (const Diagnosis &finding : findings) {
        session.out().line(finding.level.leftJustified(7) + finding.about.leftJustified(13) + finding.text);
        if (!finding.fix.isEmpty())
            session.out().line(QString(20, u' ') + finding.fix);
    }
}

} // namespace

QString DoctorVerb::name() const
{
    return u"doctor"_s;
}

QString DoctorVerb::summary() const
{
    return tr("Look for what keeps Keyturn from working, and say what to do.");
}

QString DoctorVerb::description() const
{
    return tr(
        "Looks at the profile and how it signs in, asks AWS whose credentials these are, compares the clocks, and "
        "names the server's certificate, the proxy, what each use of Keyturn needs of IAM, the keychain's state and "
        "program, files that others can read, and operations that have not ended. "
        "Each finding says what to do about it. Shows no secret: what it prints can be given to someone who helps.\n"
        "--bundle also writes it to a file, with account numbers shortened and the home folder left out.\n"
        "The exit code is 1 where something is wrong.");
}

QStringList DoctorVerb::examples() const
{
    return {u"keyturnctl doctor"_s, u"keyturnctl --profile asp-production --json doctor"_s,
            u"keyturnctl doctor --bundle keyturn-report.txt"_s};
}

QList<QCommandLineOption> DoctorVerb::options() const
{
    return {{u"bundle"_s, tr("Also write what was found to a new file, for someone who helps."), u"FILE"_s}};
}

Task<ExitCode> DoctorVerb::run(Session &session, VerbArguments arguments)
{
    Session *const shared = &session;
    const QString bundle = arguments.value(u"bundle"_s);
    const RefreshJournal &refreshes = shared->journal();
    Task<KeychainState> looking = shared->keychain().state();
    const KeychainState keychain = co_await std::move(looking);
    const Examined examined{shared->environment(), keychain, shared->makeConnection(),
                            refreshes.markers().size() + refreshes.unreadable().size()};
    Task<QList<Finding>> examining = examine(examined);
    const QList<Finding> findings = co_await std::move(examining);
    bool isWell = true;
    QList<Diagnosis> said;
    for (const Finding &finding : findings) {
        isWell = isWell && finding.level != Finding::Level::Bad;
        said.append(DoctorText::diagnosis(
            finding, [shared](const Error &error) { return errorText(error, shared->context()); }));
    }
    session.json() ? printFindings(session, said) : showFindings(session, said);
    if (!bundle.isEmpty()) {
        const Result<> written = writeSupportBundle(bundle, supportBundle(said));
        if (!written)
            co_return session.fail(written.error(), bundle);
    }
    co_return isWell ? ExitCode::Ok : ExitCode::Failed;
}

} // namespace keyturn::cli
