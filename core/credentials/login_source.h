#pragma once
#include "core/credentials/login_cache.h"
#include "core/credentials/refreshing_credentials.h"
#include "core/credentials/sign_in_context.h"

namespace keyturn {

//! The credentials that `aws login` has brought, from the cache of the aws command line, renewed there in their last
//! five minutes. It signs nobody in.
class LoginSource final : public CredentialSource {
public:
    //! \p session: login_session of \p profile.
    LoginSource(QString session, QString profile, const SignInContext &context);

    //! Auth "login" where somebody has to sign in first: the detail says why, and with which command.
    Task<Result<Credentials>> fetch() override;
    QString description() const override;

private:
    bool serves(const CachedLogin &login) const;
    Task<Result<CachedLogin>> renewed();
    Result<CachedLogin> kept(const CachedLogin &old, const SignInClient::Renewed &answer) const;
    Error signInFirst(Error why) const;

    const QString m_session;
    const QString m_profile;
    const QString m_locks;
    const Clock &m_clock;
    const SignInClient m_client;
    const LoginCache m_cache;
    QByteArray m_given; // access key that was given last: who asks again was refused with it
};

} // namespace keyturn
