#include "app/cli/session.h"

#include "core/credentials/provider_chain.h"
#include "core/keychain/qt_keychain.h"
#include "core/profile/profiles.h"

#include <QCoreApplication>
#include <QHostAddress>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class SessionText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Session)
};

Error refusal(ErrorKind kind, const QString &code, const QString &detail = {})
{
    return {kind, code, detail};
}

//! The profile of that name; keys in the keychain where the files know none.
Result<Profile> chosenProfile(const Environment &environment, const QString &wanted)
{
    const Profiles profiles = Profiles::load(environment);
    const QString name = wanted.isEmpty() ? profiles.preferred() : wanted;
    const Profile *known = profiles.find(name);
    if (!known && profiles.problem())
        return *profiles.problem();
    if (name.isEmpty())
        return refusal(ErrorKind::Auth, u"no-credentials"_s);
    Profile profile;
    if (known) {
        profile = *known;
    } else {
        profile.name = name;
        profile.region = environment.region();
        profile.endpoint = QUrl(environment.endpointUrl());
    }
    if (!known || profile.unusable == "no-credentials"_L1) {
        profile.kind = ProfileKind::Keychain;
        profile.unusable.clear();
    }
    return profile;
}

} // namespace

Session::Session(GlobalOptions options) : m_options(std::move(options))
{
    m_context.profile = m_options.profile.isEmpty() ? u"default"_s : m_options.profile;
    m_context.region = m_options.region;
}

Session::~Session() = default;

Keychain &Session::keychain()
{
    if (!m_keychain)
        m_keychain = std::make_unique<QtKeychain>();
    return *m_keychain;
}

const RefreshJournal &Session::journal()
{
    if (!m_journal) {
        const Environment environment;
        m_journal = std::make_unique<RefreshJournal>(environment.stateFolder() + u"/ops"_s, environment.runtimeFolder(),
                                                     &keychain());
    }
    return *m_journal;
}

void Session::goWithoutJournal()
{
    const Environment environment;
    m_journal = std::make_unique<RefreshJournal>(QString(), environment.runtimeFolder(), nullptr);
}

Result<Connection *> Session::makeConnection()
{
    const Environment environment;
    Result<Profile> chosen = chosenProfile(environment, m_options.profile);
    if (!chosen)
        return chosen.error();
    Profile profile = *std::move(chosen);
    m_context.profile = profile.name;

    if (!m_options.endpoint.isEmpty()) {
        profile.endpoint = QUrl(m_options.endpoint, QUrl::StrictMode);
        profile.serviceEndpoints.clear();
        if (profile.unusable == "bad-endpoint"_L1)
            profile.unusable.clear();
    }
    const bool wrongEndpoint = profile.unusable == "bad-endpoint"_L1
                               || (!profile.endpoint.isEmpty() && !isAcceptableEndpoint(profile.endpoint));
    if (wrongEndpoint)
        return refusal(ErrorKind::Invalid, u"usage"_s,
                       SessionText::tr("an endpoint must be an https URL, or http to 127.0.0.1 or [::1]"));
    if (profile.unusable == "incomplete-keys"_L1)
        return refusal(ErrorKind::Auth, profile.unusable);
    if (!profile.unusable.isEmpty())
        return refusal(ErrorKind::Unsupported, profile.unusable);

    QString region = m_options.region.isEmpty() ? profile.region : m_options.region;
    if (region.isEmpty() && QHostAddress(profile.endpoint.host()).isLoopback())
        region = u"us-east-1"_s; // where the sandbox keeps its secrets
    if (region.isEmpty())
        return refusal(ErrorKind::Invalid, u"usage"_s,
                       SessionText::tr("no region is known; use --region or set AWS_REGION"));
    m_context.region = region;

    std::unique_ptr<CredentialProvider> credentials =
        credentialsOf(profile, environment, profile.kind == ProfileKind::Keychain ? &keychain() : nullptr);
    m_http = std::make_unique<HttpClient>();
    m_connection = std::make_unique<Connection>(*m_http, m_clock, profile, region, std::move(credentials));
    return m_connection.get();
}

Task<Result<Connection *>> Session::connect()
{
    if (m_connection)
        co_return Result<Connection *>(m_connection.get());
    Result<Connection *> made = makeConnection();
    if (!made)
        co_return made;
    Task<Result<Credentials>> asking = (*made)->credentials().credentials();
    const Result<Credentials> credentials = co_await std::move(asking);
    if (credentials)
        co_return made;
    if (m_connection->profile().kind == ProfileKind::Keychain)
        m_profileNote = SessionText::tr("Profile %1 has no keys in ~/.aws, so they were looked for in the keychain.")
                            .arg(m_connection->profile().name);
    Error error = credentials.error();
    if (error.kind == ErrorKind::NotFound) { // not the thing the verb looks for
        error.kind = ErrorKind::Auth;
        error.code = u"no-credentials"_s;
    }
    co_return Result<Connection *>(std::move(error));
}

ExitCode Session::fail(const Error &error, const QString &name)
{
    if (error.code == "usage"_L1)
        return usage(error.detail);
    ErrorContext context = m_context;
    context.name = name;
    m_output.message(errorText(error, context));
    if (!m_profileNote.isEmpty())
        m_output.note(u"  "_s + m_profileNote);
    return exitCodeOf(error);
}

ExitCode Session::usage(const QString &sentence)
{
    m_output.message(sentence);
    return ExitCode::Usage;
}

void Session::printJson(JsonWriter &&json)
{
    m_output.write(std::move(json).take());
    m_output.write("\n");
}

} // namespace keyturn::cli
