#pragma once
#include "core/credentials/refreshing_credentials.h"
#include "core/credentials/sign_in_context.h"
#include "core/credentials/sso_tokens.h"

namespace keyturn {

//! A role of IAM Identity Center, by the token of a sign-in: of the aws command line or Keyturn's own, which is renewed
//! where it can be. It signs nobody in.
class SsoSource final : public CredentialSource {
public:
    SsoSource(SsoSettings settings, QString profile, const SignInContext &context);

    //! Auth "sso-login" where somebody has to sign in first.
    Task<Result<Credentials>> fetch() override;
    QString description() const override;

private:
    Task<Result<SecretString>> token();
    Task<Result<SecretString>> renewed(SsoToken token);
    Error signInFirst(const QString &why) const;

    const SsoSettings m_settings;
    const QString m_profile;
    const Clock &m_clock;
    SsoClient m_client;
    SsoTokens m_tokens;
    QByteArray m_refused; // hash of the token that the portal did not take
};

} // namespace keyturn
