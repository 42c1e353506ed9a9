#include "core/credentials/provider_chain.h"

#include "core/credentials/assume_role_source.h"
#include "core/credentials/command_consent.h"
#include "core/credentials/environment_credentials.h"
#include "core/credentials/keychain_credentials.h"
#include "core/credentials/login_source.h"
#include "core/credentials/process_source.h"
#include "core/credentials/shared_file_credentials.h"
#include "core/credentials/sso_source.h"
#include "core/credentials/static_credentials.h"
#include "core/credentials/web_identity_source.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace keyturn {

ProviderChain::ProviderChain(std::vector<std::unique_ptr<CredentialProvider>> providers) :
    m_providers(std::move(providers))
{}

Task<Result<Credentials>> ProviderChain::credentials()
{
    QStringList reasons;
    for (const std::unique_ptr<CredentialProvider> &provider : m_providers) {
        if (m_inUse && m_inUse != provider.get())
            continue;
        Result<Credentials> found = co_await provider->credentials();
        if (found)
            m_inUse = provider.get();
        if (found || found.error().kind != ErrorKind::NotFound || m_inUse)
            co_return found;
        reasons.append(provider->description() + u": "_s + found.error().detail);
    }
    co_return Error{ErrorKind::NotFound, Refusal::NoCredentials, reasons.join(u"; "_s)};
}

void ProviderChain::invalidate()
{
    for (const std::unique_ptr<CredentialProvider> &provider : m_providers)
        provider->invalidate();
}

QString ProviderChain::description() const
{
    if (m_inUse)
        return m_inUse->description();
    QStringList all;
    for (const std::unique_ptr<CredentialProvider> &provider : m_providers)
        all.append(provider->description());
    return all.join(", "_L1);
}

namespace {

//! Says what was wrong when the files were read.
class NoCredentials final : public CredentialProvider {
public:
    NoCredentials(Error why, QString description) : m_why(std::move(why)), m_description(std::move(description)) {}
    Task<Result<Credentials>> credentials() override { co_return m_why; }
    QString description() const override { return m_description; }

private:
    const Error m_why;
    const QString m_description;
};

std::unique_ptr<CredentialProvider> refreshing(std::unique_ptr<CredentialSource> source, const SignInContext &context)
{
    return std::make_unique<RefreshingCredentials>(std::move(source), context.clock);
}

std::unique_ptr<CredentialProvider> baseOf(const SignIn &signIn, const SignInContext &context)
{
    switch (signIn.base) {
    case SignIn::Base::CredentialsFile:
    case SignIn::Base::ConfigFile:
        return std::make_unique<SharedFileCredentials>(context.environment, signIn.profile);
    case SignIn::Base::Environment:
        return std::make_unique<EnvironmentCredentials>(context.environment, context.clock);
    case SignIn::Base::WebIdentity:
        return refreshing(std::make_unique<WebIdentitySource>(signIn.webIdentity, signIn.tokenFile, context), context);
    case SignIn::Base::Sso:
        return refreshing(std::make_unique<SsoSource>(signIn.sso, signIn.profile, context), context);
    case SignIn::Base::Process:
        return refreshing(std::make_unique<ProcessSource>(signIn, context), context);
    case SignIn::Base::Login:
        return refreshing(std::make_unique<LoginSource>(signIn.loginSession, signIn.profile, context), context);
    case SignIn::Base::Container:
        break;
    }
    const QString &what = signIn.container;
    return std::make_unique<NoCredentials>(Error{ErrorKind::Unsupported, signIn.word(), what}, what);
}

std::unique_ptr<CredentialProvider> ofSharedConfig(const Profile &profile, const SignInContext &context)
{
    const QString description = u"profile %1"_s.arg(profile.name);
    const Result<SharedConfig> shared = SharedConfig::load(context.environment);
    if (!shared)
        return std::make_unique<NoCredentials>(shared.error(), description);
    const Result<SignIn> signIn = signInOf(*shared, profile.name);
    if (!signIn)
        return std::make_unique<NoCredentials>(signIn.error(), description);
    std::unique_ptr<CredentialProvider> provider = baseOf(*signIn, context);
    for (const RoleStep &step : signIn->roles)
        provider = refreshing(std::make_unique<AssumeRoleSource>(std::move(provider), step, context), context);
    return provider;
}

} // namespace

std::unique_ptr<CredentialProvider> credentialsOf(const Profile &profile, const SignInContext &context)
{
    switch (profile.kind) {
    case ProfileKind::Sandbox:
        return StaticCredentials::ofSandbox();
    case ProfileKind::Environment:
        return std::make_unique<EnvironmentCredentials>(context.environment, context.clock);
    case ProfileKind::Keychain:
        if (context.keychain)
            return std::make_unique<KeychainCredentials>(*context.keychain, profile.name);
        return std::make_unique<ProviderChain>(std::vector<std::unique_ptr<CredentialProvider>>());
    case ProfileKind::SharedConfig:
        break;
    }
    return ofSharedConfig(profile, context);
}

std::optional<CommandToTrust> commandToTrust(const Profile &profile, const Environment &environment)
{
    const Result<SharedConfig> shared = SharedConfig::load(environment);
    if (profile.kind != ProfileKind::SharedConfig || !shared)
        return {};
    const Result<SignIn> signIn = signInOf(*shared, profile.name);
    if (!signIn || signIn->base != SignIn::Base::Process
        || CommandConsent(environment).isGiven(signIn->profile, signIn->command))
        return {};
    return CommandToTrust{signIn->profile, signIn->command};
}

} // namespace keyturn
