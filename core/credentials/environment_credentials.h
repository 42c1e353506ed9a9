#pragma once
#include "core/aws/credentials.h"
#include "core/base/clock.h"
#include "core/profile/environment.h"

namespace keyturn {

//! AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_CREDENTIAL_EXPIRATION.
class EnvironmentCredentials final : public CredentialProvider {
public:
    //! \p clock outlives it.
    EnvironmentCredentials(Environment environment, const Clock &clock) :
        m_environment(std::move(environment)), m_clock(clock)
    {}

    //! NotFound without a key id; Invalid "incomplete-keys" where the secret is missing, "bad-setting" where the end is
    //! no time with its zone (ISO 8601); Expired where it is past.
    Task<Result<Credentials>> credentials() override;
    QString description() const override;

private:
    Environment m_environment;
    const Clock &m_clock;
};

} // namespace keyturn
