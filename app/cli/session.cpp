#include "app/cli/session.h"

#include "app/cli/profile_choice.h"
#include "core/connection/connection_setup.h"
#include "core/credentials/command_consent.h"
#include "core/credentials/provider_chain.h"
#include "core/credentials/shared_credentials.h"
#include "core/keychain/qt_keychain.h"
#include "core/profile/profile_settings.h"
#include "core/profile/sign_in.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

struct SessionText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::Session)
};

} // namespace

Session::Session(GlobalOptions options) : m_options(std::move(options)), m_prompts(m_options.mfaFromInput)
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
        m_journal = std::make_unique<RefreshJournal>(m_environment.stateFolder() + u"/ops"_s,
                                                     m_environment.lockFolder(), &keychain());
    }
    return *m_journal;
}

void Session::goWithoutJournal()
{
    m_journal = std::make_unique<RefreshJournal>(QString(), m_environment.lockFolder(), nullptr);
}

ClientSecretRecord Session::clientSecrets()
{
    return ClientSecretRecord(m_environment.stateFolder() + u"/client-secrets"_s, &keychain());
}

ReminderFile Session::reminders() const
{
    return ReminderFile(m_environment.configFolder() + u"/reminders"_s);
}

LeadTimesFile Session::leadTimes() const
{
    return LeadTimesFile(m_environment.configFolder() + u"/lead-times"_s);
}

QString Session::ledgerFile() const
{
    return m_environment.stateFolder() + u"/values-seen"_s;
}

QString Session::unitFolder() const
{
    return QFileInfo(m_environment.configFolder()).path() + u"/systemd/user"_s;
}

RefreshSettingsFile Session::refreshSettings() const
{
    return RefreshSettingsFile(m_environment.configFolder() + u"/refresh-settings"_s);
}

AwsKeyStore Session::keyStore()
{
    return AwsKeyStore(keychain(), m_environment.lockFolder() + u"/keychain.lock"_s);
}

Result<Profile> Session::usableProfile()
{
    Result<Profile> chosen = chosenProfile(m_environment, m_options.profile, m_tried);
    if (!chosen)
        return chosen;
    Profile profile = *std::move(chosen);
    m_context.profile = profile.name;

    if (!m_options.endpoint.isEmpty()) {
        profile.endpoint = QUrl(m_options.endpoint, QUrl::StrictMode);
        profile.serviceEndpoints.clear();
        profile.endpointsAreByHand = true;
        if (profile.unusable == Refusal::BadEndpoint)
            profile.unusable = Refusal::None;
        if (!isAcceptableEndpoint(profile.endpoint))
            return Error(ErrorKind::Invalid, Refusal::Usage,
                         SessionText::tr("an endpoint must be an https URL, or http to 127.0.0.1 or [::1]"));
    }
    if (profile.unusable == Refusal::BadEndpoint || profile.unusable == Refusal::BadSetting
        || profile.unusable == Refusal::SignIn)
        return Error(ErrorKind::Invalid, profile.unusable, profile.badSetting);
    if (profile.unusable == Refusal::IncompleteKeys)
        return Error(ErrorKind::Auth, profile.unusable, {});
    if (profile.unusable != Refusal::None)
        return Error(ErrorKind::Unsupported, profile.unusable, {});
    return profile;
}

Result<> Session::mayWrite() const
{
    return checkProduction(m_connection->profile(), m_options);
}

//! The user's word for the endpoints of the profile, and whether it is needed.
Result<> Session::agree(const Profile &profile, const QString &region)
{
    const EndpointConsent consent(m_environment.configFolder() + u"/trusted-endpoints"_s);
    if (!m_options.trustedEndpoint.isEmpty()) {
        const QString origin = originOf(QUrl(m_options.trustedEndpoint, QUrl::StrictMode));
        if (!originsToTrust(profile, region).contains(origin))
            return Error(ErrorKind::Invalid, Refusal::Usage,
                         SessionText::tr("profile %1 names no endpoint %2, so there is nothing to trust")
                             .arg(profile.name, printable(m_options.trustedEndpoint)));
        const Result<> given = consent.give(profile, origin);
        if (!given)
            return given;
    }
    return checkEndpoints(profile, region, consent);
}

Result<Connection *> Session::makeConnection()
{
    const Result<Profile> usable = usableProfile();
    if (!usable)
        return usable.error();
    const Profile &profile = *usable;
    if (m_options.effect == Effect::Writes) {
        if (const Result<> allowed = checkProduction(profile, m_options); !allowed)
            return allowed.error();
    }

    QString region = m_options.region.isEmpty() ? profile.region : m_options.region;
    if (region.isEmpty() && QHostAddress(profile.endpoint.host()).isLoopback())
        region = u"us-east-1"_s; // where the sandbox keeps its secrets
    if (region.isEmpty())
        return Error(ErrorKind::Invalid, Refusal::Usage,
                     SessionText::tr("no region is known; use --region or set AWS_REGION"));
    m_context.region = region;
    if (const Result<> agreed = agree(profile, region); !agreed)
        return agreed.error();
    if (const Result<> trusted = agreeToCommand(profile); !trusted)
        return trusted.error();
    if (const Result<> made = makeHttp(profile); !made)
        return made.error();
    m_credentials = m_other && m_other->m_credentials ? m_other->m_credentials
                                                      : credentialsOf(profile, signInContext(profile, region));
    m_connection = std::make_unique<Connection>(*m_http, m_clock, profile, region,
                                                std::make_unique<SharedCredentials>(m_credentials));
    return m_connection.get();
}

Result<> Session::makeHttp(const Profile &profile)
{
    Result<HttpClient::Options> options = httpOptions(profile, m_environment);
    if (!options)
        return options.error();
    m_http = std::make_unique<HttpClient>(*std::move(options));
    return {};
}

SignInContext Session::signInContext(const Profile &profile, const QString &region)
{
    SignInContext context{m_environment, *m_http, m_clock, plainRegion(region), endpointsIn(profile, region)};
    if (profile.kind == ProfileKind::Keychain || profile.signIn == "sso"_L1 || profile.signIn == "role"_L1)
        context.keychain = &keychain();
    context.prompts = &m_prompts;
    return context;
}

//! The user's word for the command of the profile, where this run brings it.
Result<> Session::agreeToCommand(const Profile &profile)
{
    if (!m_options.trustProcess)
        return {};
    const std::optional<CommandToTrust> command = commandToTrust(profile, m_environment);
    return command ? CommandConsent(m_environment).give(command->profile, command->command) : Result<>();
}

Task<Result<SsoToken>> Session::signIn(SsoPrompts prompts)
{
    const Result<Profile> usable = usableProfile();
    if (!usable)
        co_return usable.error();
    const Result<SsoSettings> found = ssoSettingsOf(m_environment, usable->name);
    if (!found)
        co_return Error(ErrorKind::Invalid, Refusal::Usage,
                        SessionText::tr("profile %1 does not sign in by SSO").arg(usable->name));
    const Result<> agreed = agree(*usable, found->region);
    if (!agreed)
        co_return agreed.error();
    const Result<> made = makeHttp(*usable);
    if (!made)
        co_return made.error();
    const SsoClient client(*m_http, found->region, endpointsIn(*usable, found->region));
    const SsoTokens tokens(m_environment, &keychain());
    Task<Result<SsoToken>> signingIn = signInToSso(client, *found, m_clock, tokens, std::move(prompts));
    co_return co_await std::move(signingIn);
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
    if (!m_tried.isEmpty())
        m_tried += u"; keychain: "_s + error.detail;
    if (error.kind == ErrorKind::NotFound) { // not the thing the verb looks for
        error.kind = ErrorKind::Auth;
        error.refuse(Refusal::NoCredentials);
    }
    co_return Result<Connection *>(std::move(error));
}

ExitCode Session::fail(const Error &error, const QString &name)
{
    if (error.refusal == Refusal::Usage)
        return usage(error.detail);
    if (error.kind == ErrorKind::Cancelled) {
        tellGivenUp();
        return ExitCode::Interrupted;
    }
    ErrorContext context = m_context;
    context.name = name;
    m_output.message(errorText(error, context));
    if (!m_profileNote.isEmpty())
        m_output.note(u"  "_s + m_profileNote);
    if (!m_profileNote.isEmpty() && !m_tried.isEmpty())
        m_output.note(u"  "_s + SessionText::tr("Tried were: %1.").arg(m_tried));
    return exitCodeOf(error);
}

ExitCode Session::usage(const QString &sentence)
{
    m_output.message(sentence);
    return ExitCode::Usage;
}

void Session::printJson(JsonWriter &&json)
{
    m_output.write(printableJson(std::move(json).take()));
    m_output.write("\n");
}

void Session::tellGivenUp()
{
    if (std::exchange(m_isGivenUp, true))
        return;
    m_output.message(givenUp.isEmpty() ? QStringList(SessionText::tr("Interrupted; nothing was written.")) : givenUp);
}

} // namespace keyturn::cli
