#include "app/gui/connections.h"

#include "app/production/production_marks.h"
#include "core/connection/connection_setup.h"
#include "core/credentials/command_consent.h"
#include "core/credentials/provider_chain.h"
#include "core/credentials/shared_credentials.h"
#include "core/credentials/static_credentials.h"
#include "core/profile/profiles.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

QString regionSetting(const QString &name)
{
    return u"keychain-profiles/%1/region"_s.arg(QString::fromLatin1(name.toUtf8().toHex()));
}

} // namespace

Connections::Connections(const Clock &clock, Keychain &keychain, SandboxThread &sandbox, Options options) :
    m_consent(m_environment.configFolder() + u"/trusted-endpoints"_s), m_clock(clock), m_keychain(keychain),
    m_keys(keychain, m_environment.lockFolder() + u"/keychain.lock"_s), m_sandbox(sandbox),
    m_options(std::move(options))
{}

Task<QList<Profile>> Connections::profiles()
{
    QList<Profile> found;
    Profile sandbox;
    sandbox.name = QString::fromLatin1(sandboxName);
    sandbox.kind = ProfileKind::Sandbox;
    sandbox.region = u"us-east-1"_s;
    found.append(sandbox);
    found.append(Profiles::load(m_environment).all());

    // A keychain that does not answer must not keep the others away.
    Result<QStringList> names = co_await m_keys.names();
    const QSettings settings;
    for (const QString &name : names ? *names : QStringList()) {
        Profile profile = Profiles::ofKeychain(m_environment, name);
        if (const QString region = settings.value(regionSetting(name)).toString(); !region.isEmpty())
            profile.region = region;
        found.append(profile);
    }
    const ProductionMarks marks;
    for (Profile &profile : found)
        profile.production = marks.isProduction(profile);
    if (!m_options.endpoint.isEmpty()) {
        for (Profile &profile : found) {
            if (profile.kind == ProfileKind::Sandbox)
                continue;
            profile.endpoint = m_options.endpoint;
            profile.serviceEndpoints.clear();
            profile.endpointsAreByHand = true;
            if (profile.unusable == Refusal::BadEndpoint)
                profile.unusable = Refusal::None;
        }
    }
    co_return found;
}

Task<Result<std::unique_ptr<Connection>>> Connections::connect(Profile profile, QString region)
{
    const Result<HttpClient *> http = clientFor(profile);
    if (!http)
        co_return http.error();
    std::unique_ptr<CredentialProvider> credentials;
    if (profile.kind == ProfileKind::Sandbox) {
        Result<QUrl> url = co_await m_sandbox.start();
        if (!url)
            co_return url.error();
        profile.endpoint = *url;
        credentials = StaticCredentials::ofSandbox();
    } else {
        const Result<> agreed = checkEndpoints(profile, region, m_consent);
        if (!agreed)
            co_return agreed.error();
        if (const std::optional<CommandToTrust> command = commandToTrust(profile, m_environment))
            co_return Error{ErrorKind::Invalid, Refusal::ProcessConsent, command->command};
        SignInContext context{m_environment, **http, m_clock, plainRegion(region), endpointsIn(profile, region)};
        context.keychain = &m_keychain;
        context.prompts = &m_prompts;
        context.codes = m_codes;
        credentials = credentialsFor(profile, context);
    }
    co_return std::make_unique<Connection>(**http, m_clock, profile, region, std::move(credentials));
}

std::unique_ptr<CredentialProvider> Connections::credentialsFor(const Profile &profile, const SignInContext &context)
{
    std::erase_if(m_signedIn, [](const auto &known) { return known.second.expired(); });
    for (const auto &[known, provider] : m_signedIn) {
        if (known == profile)
            return std::make_unique<SharedCredentials>(provider.lock());
    }
    const std::shared_ptr<CredentialProvider> made = credentialsOf(profile, context);
    m_signedIn.emplace_back(profile, made);
    return std::make_unique<SharedCredentials>(made);
}

Task<Result<>> Connections::signIn(Profile profile, SsoPrompts prompts)
{
    const Result<SsoSettings> settings = ssoSettingsOf(m_environment, profile.name);
    if (!settings)
        co_return settings.error();
    const Result<> agreed = checkEndpoints(profile, settings->region, m_consent);
    if (!agreed)
        co_return agreed;
    const Result<HttpClient *> http = clientFor(profile);
    if (!http)
        co_return http.error();
    const SsoClient client(**http, settings->region, endpointsIn(profile, settings->region));
    const SsoTokens tokens(m_environment, &m_keychain);
    Task<Result<SsoToken>> signingIn = signInToSso(client, *settings, m_clock, tokens, std::move(prompts));
    const Result<SsoToken> token = co_await std::move(signingIn);
    co_return token ? Result<>() : Result<>(token.error());
}

Result<HttpClient *> Connections::clientFor(const Profile &profile)
{
    Result<HttpClient::Options> options = httpOptions(profile, m_environment);
    if (!options)
        return options.error();
    std::unique_ptr<HttpClient> &client = m_clients[options->caPem];
    if (!client)
        client = std::make_unique<HttpClient>(*std::move(options));
    return client.get();
}

Result<> Connections::trustEndpoints(const Profile &profile, const QString &region)
{
    for (const QString &origin : originsToTrust(profile, region)) {
        const Result<> given = m_consent.give(profile, origin);
        if (!given)
            return given;
    }
    return {};
}

Result<> Connections::trustCommand(const Profile &profile)
{
    const std::optional<CommandToTrust> command = commandToTrust(profile, m_environment);
    return command ? CommandConsent(m_environment).give(command->profile, command->command) : Result<>();
}

Task<KeychainState> Connections::keychainState()
{
    co_return co_await m_keychain.state();
}

Task<Result<>> Connections::storeAccessKeys(QString name, QString region, QString accessKeyId, SecretString secretKey)
{
    AwsKeys keys;
    keys.accessKeyId = accessKeyId.toLatin1();
    keys.secretAccessKey = secretKey;
    Result<> written = co_await m_keys.write(name, keys);
    if (written)
        QSettings().setValue(regionSetting(name), region);
    co_return written;
}

void Connections::forgetConnections()
{
    for (const auto &[trusted, client] : m_clients)
        client->closeIdle();
}

void Connections::markProduction(const Profile &profile, bool production)
{
    ProductionMarks::mark(profile, production);
}

} // namespace keyturn
