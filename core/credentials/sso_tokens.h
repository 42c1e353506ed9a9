#pragma once
#include "core/aws/sso_client.h"
#include "core/keychain/keychain.h"
#include "core/profile/environment.h"
#include "core/profile/sign_in.h"

#include <optional>

namespace keyturn {

//! What signing in to IAM Identity Center has brought.
struct SsoToken {
    SecretString accessToken;
    QDateTime expiresAt; //!< UTC
    SecretString refreshToken;
    SsoClient::Registration client; //!< that may use the refresh token
};

//! Where tokens of signing in lie: Keyturn's own in the keychain, those of the aws command line in its cache, which is
//! only read: its refresh tokens are good for one use, and it would lose its own.
class SsoTokens {
public:
    //! \p keychain (null: none) must outlive it.
    SsoTokens(const Environment &environment, Keychain *keychain) :
        m_cache(environment.ssoCacheFolder()), m_keychain(keychain)
    {}

    //! None where there is no file, or one that cannot be read.
    std::optional<SsoToken> ofCommandLine(const SsoSettings &settings) const;
    Task<Result<std::optional<SsoToken>>> own(SsoSettings settings) const;
    Task<Result<>> keep(SsoSettings settings, SsoToken token) const;

    //! Of the cache file: the SHA-1 of the session's name, or of the URL in older profiles.
    static QString cacheName(const SsoSettings &settings);

private:
    const QString m_cache;
    Keychain *const m_keychain;
};

} // namespace keyturn
