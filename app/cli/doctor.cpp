#include "app/cli/doctor.h"

#include "app/cli/session.h"
#include "core/base/redaction.h"
#include "core/connection/connection_setup.h"
#include "core/save/save_journal.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cstdlib>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

using Level = Diagnosis::Level;

class DoctorText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Doctor)

public:
    static Diagnosis ofError(const QString &about, const Error &error, const ErrorContext &context)
    {
        QStringList lines = errorText(error, context);
        const QString first = lines.takeFirst();
        return {about, Level::Bad, first, lines.join(u' ').simplified()};
    }

    static Diagnosis keychain(KeychainState state)
    {
        const QString about = u"keychain"_s;
        switch (state) {
        case KeychainState::Ready:
            return {about, Level::Good, tr("it is there and open")};
        case KeychainState::Locked:
            return {about, Level::Bad, tr("it is locked"), tr("Unlock it, for example by signing in to the desktop.")};
        case KeychainState::Absent:
            return {
                about, Level::Note, tr("no Secret Service answers on the session bus"),
                tr("Start gnome-keyring or another one; without it no keys are kept, and a provider that gives a new "
                   "refresh token each time is not asked.")};
        case KeychainState::Hung:
            return {about, Level::Bad, tr("it does not answer"), tr("Restart the keyring daemon.")};
        }
        return {about, Level::Bad, {}};
    }

    //! A file or folder that should be the user's alone.
    static Diagnosis file(const QString &path)
    {
        const QString about = u"files"_s;
        const QFileInfo info(path);
        if (!info.exists())
            return {about, Level::Good, tr("%1 is not there").arg(path)};
        constexpr auto others =
            QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
        if ((info.permissions() & others) == QFileDevice::Permissions())
            return {about, Level::Good, tr("%1 is yours alone").arg(path)};
        return {about, Level::Bad, tr("others can read or write %1").arg(path),
                info.isDir() ? u"chmod 700 %1"_s.arg(path) : u"chmod 600 %1"_s.arg(path)};
    }

    static Diagnosis proxy(const Environment &environment)
    {
        const QString proxy = environment.proxy("https_proxy");
        if (proxy.isEmpty())
            return {u"proxy"_s, Level::Good, tr("HTTPS_PROXY names none")};
        QUrl url(proxy);
        const bool hasPassword = !url.password().isEmpty();
        url.setUserInfo(QString());
        const QString shown = url.isValid() ? url.toString() : redacted(proxy);
        if (hasPassword)
            return {u"proxy"_s, Level::Bad, tr("%1, and its password is in the environment").arg(shown),
                    tr("Every program that you start can read it there.")};
        return {u"proxy"_s, Level::Note, tr("requests go through %1").arg(shown),
                tr("Name hosts that it must not see in NO_PROXY.")};
    }

    static Diagnosis clock(std::chrono::seconds ahead)
    {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(ahead).count();
        if (minutes == 0)
            return {u"clock"_s, Level::Good, tr("within 4 minutes of AWS's")};
        const QString count = QString::number(std::abs(minutes));
        return {u"clock"_s, Level::Bad,
                minutes > 0 ? tr("%1 min ahead of AWS's").arg(count) : tr("%1 min behind AWS's").arg(count),
                tr("Set the clock of this computer, or have it set by NTP.")};
    }

    static Diagnosis unfinished(qsizetype count)
    {
        if (count == 0)
            return {u"unfinished"_s, Level::Good, tr("nothing has begun and not ended")};
        return {u"unfinished"_s, Level::Bad, tr("%1 operations have begun and not ended").arg(count),
                tr("See \"keyturnctl pending\", and finish them with \"keyturnctl resume\".")};
    }

    static Diagnosis profile(Connection &connection)
    {
        const QStringList &unsupported = connection.profile().unsupported;
        const QString text =
            tr("%1 in %2: %3")
                .arg(connection.profile().name, connection.region(), connection.credentials().description());
        if (unsupported.isEmpty())
            return {u"profile"_s, Level::Good, text};
        return {u"profile"_s, Level::Note, text,
                tr("AWS tools obey these settings and Keyturn does not: %1.").arg(unsupported.join(u", "_s))};
    }
};

} // namespace

Task<QList<Diagnosis>> examine(Session *session)
{
    QList<Diagnosis> findings;
    const Environment &environment = session->environment();
    const Result<Connection *> made = session->makeConnection();
    if (made) {
        Connection *const connection = *made;
        findings.append(DoctorText::profile(*connection));
        Task<Result<CallerIdentity>> asking = connection->sts().getCallerIdentity();
        const Result<CallerIdentity> identity = co_await std::move(asking);
        findings.append(identity ? Diagnosis{u"identity"_s, Level::Good, identity->arn}
                                 : DoctorText::ofError(u"identity"_s, identity.error(), session->context()));
        findings.append(DoctorText::clock(connection->transport().clockSkew()));
        for (const ServiceEndpoint &endpoint : endpointsOf(connection->profile(), connection->region())) {
            if (!endpoint.isPublic)
                findings.append(Diagnosis{u"endpoint"_s, Level::Note,
                                          QString::fromLatin1(endpoint.service->id) + u' ' + originOf(endpoint.url)});
        }
    } else {
        findings.append(DoctorText::ofError(u"profile"_s, made.error(), session->context()));
    }
    findings.append(DoctorText::proxy(environment));
    Task<KeychainState> looking = session->keychain().state();
    const KeychainState state = co_await std::move(looking);
    findings.append(DoctorText::keychain(state));
    for (const QString &path : {environment.credentialsFile(), environment.configFolder(), environment.stateFolder()})
        findings.append(DoctorText::file(path));
    const SaveJournal saves(environment.stateFolder() + u"/ops"_s);
    const RefreshJournal &refreshes = session->journal();
    findings.append(
        DoctorText::unfinished(refreshes.markers().size() + refreshes.unreadable().size() + saves.records().size()));
    co_return findings;
}

} // namespace keyturn::cli
