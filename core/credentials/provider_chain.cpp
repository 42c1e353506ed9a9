#include "core/credentials/provider_chain.h"

#include "core/credentials/environment_credentials.h"
#include "core/credentials/keychain_credentials.h"
#include "core/credentials/shared_file_credentials.h"
#include "core/credentials/static_credentials.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace keyturn {

ProviderChain::ProviderChain(std::vector<std::unique_ptr<CredentialProvider>> providers) :
    m_providers(std::move(providers))
{}

Task<Result<Credentials>> ProviderChain::credentials()
{
    for (const std::unique_ptr<CredentialProvider> &provider : m_providers) {
        if (m_inUse && m_inUse != provider.get())
            continue;
        Result<Credentials> found = co_await provider->credentials();
        if (found)
            m_inUse = provider.get();
        if (found || found.error().kind != ErrorKind::NotFound || m_inUse)
            co_return found;
    }
    co_return Error{ErrorKind::NotFound, u"no-credentials"_s, u"looked in: "_s + description()};
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

std::unique_ptr<CredentialProvider> credentialsOf(const Profile &profile, const Environment &environment,
                                                  Keychain *keychain)
{
    switch (profile.kind) {
    case ProfileKind::Sandbox:
        return StaticCredentials::ofSandbox();
    case ProfileKind::Environment:
        return std::make_unique<EnvironmentCredentials>(environment);
    case ProfileKind::Keychain:
        if (keychain)
            return std::make_unique<KeychainCredentials>(*keychain, profile.name);
        return std::make_unique<ProviderChain>(std::vector<std::unique_ptr<CredentialProvider>>());
    case ProfileKind::SharedConfig:
        break;
    }
    return std::make_unique<SharedFileCredentials>(environment, profile.name);
}

} // namespace keyturn
