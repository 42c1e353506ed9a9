#pragma once
#include "core/aws/credentials.h"
#include "core/keychain/aws_key_store.h"

#include <optional>

namespace keyturn {

//! Keys that Keyturn keeps in the OS keychain under "aws-keys/<name>". Read once, again after invalidate().
class KeychainCredentials final : public CredentialProvider {
public:
    //! \p keychain must outlive this object and its tasks.
    KeychainCredentials(Keychain &keychain, QString name);

    //! NotFound if there is no such item; Keychain errors (locked, denied ...) as they are.
    Task<Result<Credentials>> credentials() override;
    void invalidate() override { m_cached.reset(); }
    QString description() const override;

private:
    AwsKeyStore m_store;
    QString m_name;
    std::optional<Credentials> m_cached;
};

} // namespace keyturn
