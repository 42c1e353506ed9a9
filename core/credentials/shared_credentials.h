#pragma once
#include "core/aws/credentials.h"

#include <memory>

namespace keyturn {

//! One sign-in for several connections: those of a profile in several regions ask for one MFA code, not one each.
class SharedCredentials final : public CredentialProvider {
public:
    explicit SharedCredentials(std::shared_ptr<CredentialProvider> provider) : m_provider(std::move(provider)) {}

    Task<Result<Credentials>> credentials() override { return m_provider->credentials(); }
    void invalidate() override { m_provider->invalidate(); }
    QString description() const override { return m_provider->description(); }

private:
    const std::shared_ptr<CredentialProvider> m_provider;
};

} // namespace keyturn
