#pragma once
#include "core/aws/credentials.h"
#include "core/keychain/keychain.h"
#include "core/profile/environment.h"
#include "core/profile/profile.h"

#include <memory>
#include <vector>

namespace keyturn {

//! Asks its sources in turn and stays with the first that has credentials. A source that fails for another reason than
//! NotFound ends the search: silently signing as somebody else would be worse.
class ProviderChain final : public CredentialProvider {
public:
    explicit ProviderChain(std::vector<std::unique_ptr<CredentialProvider>> providers);

    //! NotFound "no-credentials" if no source has any.
    Task<Result<Credentials>> credentials() override;
    void invalidate() override;
    //! Of the source in use; of all of them before the first answer.
    QString description() const override;

private:
    std::vector<std::unique_ptr<CredentialProvider>> m_providers;
    CredentialProvider *m_inUse = nullptr;
};

//! The source of \p profile's credentials. \p keychain is needed for ProfileKind::Keychain only, and must then outlive
//! the provider.
std::unique_ptr<CredentialProvider> credentialsOf(const Profile &profile, const Environment &environment,
                                                  Keychain *keychain);

} // namespace keyturn
