#pragma once
#include "core/base/secret_string.h"

#include <QByteArray>
#include <QString>
#include <functional>
#include <optional>

namespace keyturn {

//! The process environment as the AWS tools read it, and the desktop's folders; the only place of core that does.
//! Tests bring their own lookup.
class Environment {
public:
    //! Gives the value of a variable; null where it is not set.
    using Lookup = std::function<QByteArray(const char *)>;

    Environment();
    explicit Environment(Lookup lookup) : m_lookup(std::move(lookup)) {}

    QByteArray accessKeyId() const { return m_lookup("AWS_ACCESS_KEY_ID"); }
    SecretString secretAccessKey() const { return secret("AWS_SECRET_ACCESS_KEY"); }
    //! AWS_SESSION_TOKEN, or its older name AWS_SECURITY_TOKEN.
    SecretString sessionToken() const;
    QString credentialExpiration() const { return text("AWS_CREDENTIAL_EXPIRATION"); }

    //! AWS_DEFAULT_PROFILE, then AWS_PROFILE (botocore's order), the first that is set, even to nothing.
    QString profile() const;
    //! AWS_REGION, then AWS_DEFAULT_REGION.
    QString region() const;
    //! AWS_CONFIG_FILE or ~/.aws/config; variables and ~ are replaced in it. Set to nothing it means no file.
    QString configFile() const;
    QString credentialsFile() const; //!< AWS_SHARED_CREDENTIALS_FILE or ~/.aws/credentials, likewise
    QString ssoCacheFolder() const { return withHome(QStringLiteral("~/.aws/sso/cache")); }
    QString loginCacheFolder() const; //!< of `aws login`: AWS_LOGIN_CACHE_DIRECTORY or ~/.aws/login/cache, likewise

    //! A variable that stands for a key of the config file; empty text where it is set to nothing.
    std::optional<QString> setting(const char *name) const;

    //! HTTPS_PROXY and the like: lower case before upper case, and set to nothing it counts (Python's urllib).
    QString proxy(const QByteArray &lowerCaseName) const;

    QString stateFolder() const;  //!< of Keyturn: $XDG_STATE_HOME/keyturn or ~/.local/state/keyturn
    QString configFolder() const; //!< of Keyturn: $XDG_CONFIG_HOME/keyturn or ~/.config/keyturn
    //! Where every program of the user meets, whatever started it: a job of cron has no $XDG_RUNTIME_DIR.
    QString lockFolder() const;

private:
    QString folder(const char *name, const QString &usual) const;
    QString text(const char *name) const { return QString::fromLocal8Bit(m_lookup(name)); }
    SecretString secret(const char *name) const { return SecretString::take(m_lookup(name)); }
    QString path(const char *name, const char *usual) const;
    QString withVariables(const QString &text) const;
    QString withHome(const QString &path) const;

    Lookup m_lookup;
};

} // namespace keyturn
