#pragma once
#include "core/aws/sts_client.h"
#include "core/credentials/refreshing_credentials.h"
#include "core/credentials/sign_in_context.h"
#include "core/profile/sign_in.h"

namespace keyturn {

//! sts:AssumeRoleWithWebIdentity with the token of a file, which is read each time: somebody else renews it.
class WebIdentitySource final : public CredentialSource {
public:
    WebIdentitySource(RoleStep role, QString tokenFile, const SignInContext &context);

    //! Io "web-identity" where the file cannot be read or holds no token.
    Task<Result<Credentials>> fetch() override;
    QString description() const override;

private:
    Result<SecretString> token() const;

    const RoleStep m_role;
    const QString m_tokenFile;
    const std::unique_ptr<CredentialProvider> m_nobody;
    AwsTransport m_transport;
    StsClient m_sts;
};

} // namespace keyturn
