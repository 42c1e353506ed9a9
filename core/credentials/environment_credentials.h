#pragma once
#include "core/aws/credentials.h"
#include "core/profile/environment.h"

namespace keyturn {

//! AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CREDENTIAL_EXPIRATION.
class EnvironmentCredentials final : public CredentialProvider {
public:
    explicit EnvironmentCredentials(Environment environment) : m_environment(std::move(environment)) {}

    //! NotFound without a key id; Invalid "incomplete-keys" where the secret is missing.
    Task<Result<Credentials>> credentials() override;
    QString description() const override;

private:
    Environment m_environment;
};

} // namespace keyturn
