#pragma once
#include "core/aws/credentials.h"
#include "core/credentials/sign_in_context.h"
#include "core/profile/profile.h"

#include <memory>
#include <optional>
#include <vector>

namespace keyturn {

//! Asks its sources in turn and stays with the first that has credentials. A source that fails for another reason than
//! NotFound ends the search: silently signing as somebody else would be worse.
class ProviderChain final : public CredentialProvider {
public:
    explicit ProviderChain(std::vector<std::unique_ptr<CredentialProvider>> providers);

    //! NotFound "no-credentials" if no source has any; the detail names each and why it said no.
    Task<Result<Credentials>> credentials() override;
    void invalidate() override;
    //! Of the source in use; of all of them before the first answer.
    QString description() const override;

private:
    std::vector<std::unique_ptr<CredentialProvider>> m_providers;
    CredentialProvider *m_inUse = nullptr;
};

//! The source of \p profile's credentials. Every kind but the plain keys asks somebody when it is asked itself.
std::unique_ptr<CredentialProvider> credentialsOf(const Profile &profile, const SignInContext &context);

//! The command that would be run for \p profile and that the user has not agreed to yet, and whose profile names it:
//! not always the one that was asked for.
struct CommandToTrust {
    QString profile;
    QString command;
};
std::optional<CommandToTrust> commandToTrust(const Profile &profile, const Environment &environment);

} // namespace keyturn
