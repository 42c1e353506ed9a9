#pragma once
#include "core/aws/sign_in_client.h"
#include "core/base/private_folder.h"

#include <optional>

namespace keyturn {

//! A sign-in of `aws login` as the text of its cache file holds it. A value.
struct CachedLogin {
    Credentials credentials;
    SignInClient::Grant grant;
    SecretString text; //!< the whole file

    //! Nothing where a member is missing, there twice, or of another type than the aws command line writes.
    static std::optional<CachedLogin> read(const SecretString &text);
    //! With what was renewed in the place of what was; every other byte stays.
    CachedLogin with(const SignInClient::Renewed &renewed) const;
};

//! The cache file of one sign-in, which the aws command line and SDKs read and write too. They take no lock, but
//! replace the file as a whole, and so is it done here.
class LoginCache {
public:
    //! \p folder: Environment::loginCacheFolder().
    LoginCache(QString folder, const QString &session);

    //! Auth "login": the detail says what is wrong with the file or that there is none. Io where it is not safe.
    Result<CachedLogin> read() const;

    //! Makes room for an answer before somebody is asked for it: Io where it could not be kept.
    Result<> prepare() const;
    //! Puts \p login, made from an answer to \p sent, beside the cache, then into it, and reads it back; unless
    //! somebody else has renewed or signed in or out since \p sent was read. False where that is so. What cannot be put
    //! into the cache stays beside it.
    Result<bool> keep(const CachedLogin &sent, const CachedLogin &login) const;
    //! What keep() could not finish, if it is newer than the cache.
    void recover() const;
    //! Forgets what prepare() made.
    void giveUp() const;

    //! Of the file without its folder: the SHA-256 of the session.
    const QString &name() const { return m_name; }

private:
    QString aside() const { return m_name + QStringLiteral(".keyturn"); }

    const QString m_folder;
    const QString m_name;
};

} // namespace keyturn
