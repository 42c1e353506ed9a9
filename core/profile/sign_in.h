#pragma once
#include "core/profile/shared_config.h"

#include <QStringList>
#include <optional>

namespace keyturn {

//! One role to assume with the credentials of whoever comes before.
struct RoleStep {
    QString profile; //!< whose section names it
    QString arn;
    QString externalId;                 //!< empty: none
    QString mfaSerial;                  //!< empty: no code is asked for
    QString sessionName;                //!< empty: ours
    std::optional<int> durationSeconds; //!< none: what STS gives
};

//! What a profile and its [sso-session] say together.
struct SsoSettings {
    QString session; //!< empty: an older profile with the URL in itself
    QString startUrl;
    QString region;
    QString account;
    QString role;
    QStringList scopes; //!< of the registration; empty: the usual
};

//! How a profile gets its credentials, decided as botocore decides it. A value; holds no secret.
struct SignIn {
    enum class Base {
        CredentialsFile, //!< keys in ~/.aws/credentials
        ConfigFile,      //!< keys in ~/.aws/config
        Environment,     //!< credential_source = Environment
        Container,       //!< credential_source = EcsContainer or Ec2InstanceMetadata, which a desktop does not have
        WebIdentity,
        Sso,
        Login, //!< `aws login`
        Process,
    };
    Base base = Base::CredentialsFile;
    QString profile;       //!< where the base is found, not always the one that was asked for
    QList<RoleStep> roles; //!< assumed in this order, starting with the base's credentials
    RoleStep webIdentity = {};
    QString tokenFile = {}; //!< of the web identity
    SsoSettings sso = {};
    QString command = {};   //!< credential_process as it is written: consent is given to this
    QStringList argv = {};  //!< its words
    QString container = {}; //!< which of the two
    QString loginSession = {};

    //! "keys", "role", "web-identity", "sso", "process", "login", "environment", "container".
    QString word() const;
};

//! Of \p profile, chosen by its name. NotFound "no-credentials": the detail names everything that was looked for and
//! what was wrong with it. Auth "incomplete-keys". Invalid "sign-in": the settings contradict each other; the detail
//! says how.
Result<SignIn> signInOf(const SharedConfig &shared, const QString &profile);

} // namespace keyturn
