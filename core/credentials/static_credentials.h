#pragma once
#include "core/aws/credentials.h"

namespace keyturn {

//! Keys somebody already holds in hand; the sandbox's are testing/testing.
class StaticCredentials final : public CredentialProvider {
public:
    explicit StaticCredentials(Credentials credentials, QString description = {}) :
        m_credentials(std::move(credentials)), m_description(std::move(description))
    {}
    static std::unique_ptr<CredentialProvider> ofSandbox();

    Task<Result<Credentials>> credentials() override { co_return m_credentials; }
    QString description() const override { return m_description; }

private:
    Credentials m_credentials;
    QString m_description;
};

} // namespace keyturn
