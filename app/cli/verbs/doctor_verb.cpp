#include "app/cli/verbs/doctor_verb.h"

#include "app/cli/doctor.h"
#include "app/cli/session.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

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
        "names the proxy, the keychain's state, files that others can read, and operations that have not ended. "
        "Each finding says what to do about it. Shows no secret: what it prints can be given to someone who helps.\n"
        "The exit code is 1 where something is wrong.");
}

QStringList DoctorVerb::examples() const
{
    return {u"keyturnctl doctor"_s, u"keyturnctl --profile asp-production --json doctor"_s};
}

namespace {

QString levelWord(Diagnosis::Level level)
{
    switch (level) {
    case Diagnosis::Level::Good:
        return u"ok"_s;
    case Diagnosis::Level::Note:
        return u"note"_s;
    case Diagnosis::Level::Bad:
        return u"wrong"_s;
    }
    return {};
}

} // namespace

Task<ExitCode> DoctorVerb::run(Session &session, VerbArguments)
{
    Session *const shared = &session;
    Task<QList<Diagnosis>> examining = examine(shared);
    const QList<Diagnosis> findings = co_await std::move(examining);
    bool isWell = true;
    for (const Diagnosis &finding : findings)
        isWell = isWell && finding.level != Diagnosis::Level::Bad;
    if (session.json()) {
        JsonWriter json;
        json.beginArray();
        for (const Diagnosis &finding : findings) {
            json.beginObject().key("about").string(finding.about).key("level").string(levelWord(finding.level));
            json.key("finding").string(finding.text).key("fix");
            finding.fix.isEmpty() ? json.null() : json.string(finding.fix);
            json.endObject();
        }
        json.endArray();
        session.printJson(std::move(json));
    } else {
        for (const Diagnosis &finding : findings) {
            session.out().line(levelWord(finding.level).leftJustified(7) + finding.about.leftJustified(13)
                               + finding.text);
            if (!finding.fix.isEmpty())
                session.out().line(QString(20, u' ') + finding.fix);
        }
    }
    co_return isWell ? ExitCode::Ok : ExitCode::Failed;
}

} // namespace keyturn::cli
