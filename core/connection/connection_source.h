#pragma once
#include "core/connection/connection.h"
#include "core/connection/sso_sign_in.h"
#include "core/keychain/keychain.h"

#include <QList>
#include <memory>

namespace keyturn {

//! What the workspace needs from the composition root: it alone knows where keys come from and how the rehearsal
//! starts.
class ConnectionSource {
public:
    virtual ~ConnectionSource() = default;

    //! Every profile known now, the rehearsal first; those that cannot be used say why. No network.
    virtual Task<QList<Profile>> profiles() = 0;
    //! Starts the embedded sandbox where the profile is the rehearsal. Asks AWS nothing. Invalid "endpoint-consent"
    //! where the user has not agreed to an endpoint yet, "process-consent" with the command where not to run that.
    virtual Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) = 0;

    virtual Task<KeychainState> keychainState() = 0;
    //! Keeps AWS access keys in the keychain; afterwards profiles() lists them as \p name.
    virtual Task<Result<>> storeAccessKeys(QString name, QString region, QString accessKeyId,
                                           SecretString secretKey) = 0;
    //! The user has gone: connections that are kept for the next request are closed. Those in use are not.
    virtual void forgetConnections() {}
    //! Remembers that saves to this profile are guarded and confirmed, or not; profiles() tells. Sources that keep
    //! nothing between two runs do nothing.
    virtual void markProduction(const Profile &, bool) {}
    //! The user agrees to every endpoint that the profile names; connect() asks no more. Io where that cannot be kept.
    virtual Result<> trustEndpoints(const Profile &, const QString &) { return {}; }
    //! Somebody signs in to IAM Identity Center as the profile says, see signInToSso(). Connections of the profile that
    //! are open find the token with their next request. Invalid where the profile, or the source, knows no such way.
    virtual Task<Result<>> signIn(Profile, SsoPrompts)
    {
        co_return Error{ErrorKind::Invalid, Refusal::SignIn, QStringLiteral("nobody can sign in here")};
    }
    //! The user agrees to run the credential_process of the profile, as it is written now.
    virtual Result<> trustCommand(const Profile &) { return {}; }
};

} // namespace keyturn
