#pragma once
#include "core/aws/sts_client.h"
#include "core/credentials/refreshing_credentials.h"
#include "core/credentials/sign_in_context.h"
#include "core/profile/sign_in.h"

namespace keyturn {

//! sts:AssumeRole, signed with the credentials of another provider. A code of an MFA device is asked for where the
//! profile names one, at most three times: what is not six digits, or was used before, is not sent.
class AssumeRoleSource final : public CredentialSource {
public:
    AssumeRoleSource(std::unique_ptr<CredentialProvider> signer, RoleStep step, const SignInContext &context);

    //! AccessDenied "mfa" after the third code.
    Task<Result<Credentials>> fetch() override;
    QString description() const override;
    bool asksPeople() const override { return !m_step.mfaSerial.isEmpty(); }

private:
    Task<Result<SecretString>> code(MfaQuestion::Trouble trouble);

    const std::unique_ptr<CredentialProvider> m_signer;
    const RoleStep m_step;
    SignInPrompts *const m_prompts;
    const std::shared_ptr<MfaCodes> m_codes;
    AwsTransport m_transport;
    StsClient m_sts;
};

//! What a session is called where the profile does not say: "keyturn-USER", of characters that STS takes.
QString usualSessionName(const Environment &environment);

} // namespace keyturn
