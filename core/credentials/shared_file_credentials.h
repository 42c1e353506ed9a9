#pragma once
#include "core/aws/credentials.h"
#include "core/profile/environment.h"

#include <optional>

namespace keyturn {

//! Static keys of a profile in the shared files. Read once; read again after invalidate(), because session tokens
//! there are renewed by other programs.
class SharedFileCredentials final : public CredentialProvider {
public:
    SharedFileCredentials(Environment environment, QString profile);

    //! NotFound for a profile that is not there or has no keys; Invalid "incomplete-keys" for half a pair.
    Task<Result<Credentials>> credentials() override;
    void invalidate() override { m_cached.reset(); }
    QString description() const override;

private:
    Result<Credentials> read() const;

    Environment m_environment;
    QString m_profile;
    std::optional<Credentials> m_cached;
};

} // namespace keyturn
