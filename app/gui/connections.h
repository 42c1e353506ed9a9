#pragma once
#include "app/gui/mfa_prompts.h"
#include "app/gui/options.h"
#include "app/gui/sandbox_thread.h"
#include "core/connection/connection_source.h"
#include "core/connection/endpoint_consent.h"
#include "core/http/http_client.h"
#include "core/keychain/aws_key_store.h"
#include "core/profile/environment.h"

#include <map>
#include <vector>

namespace keyturn {

//! Where connections come from in the program: shared config, environment, keychain, and the embedded sandbox, which
//! starts with its first use.
class Connections final : public ConnectionSource {
public:
    //! The references must outlive this object and every connection it made; it must outlive those too.
    Connections(const Clock &clock, Keychain &keychain, SandboxThread &sandbox, Options options);

    Task<QList<Profile>> profiles() override;
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override;
    Task<KeychainState> keychainState() override;
    Task<Result<>> storeAccessKeys(QString name, QString region, QString accessKeyId, SecretString secretKey) override;
    void forgetConnections() override;
    void markProduction(const Profile &profile, bool production) override;
    Task<Result<>> signIn(Profile profile, SsoPrompts prompts) override;
    Result<> trustEndpoints(const Profile &profile, const QString &region) override;
    Result<> trustCommand(const Profile &profile) override;

    static constexpr auto sandboxName = "sandbox";

private:
    Result<HttpClient *> clientFor(const Profile &profile);
    std::unique_ptr<CredentialProvider> credentialsFor(const Profile &profile, const SignInContext &context);

    const Environment m_environment;
    const EndpointConsent m_consent;
    std::map<QByteArray, std::unique_ptr<HttpClient>> m_clients; // by the certificates they trust
    const Clock &m_clock;
    Keychain &m_keychain;
    AwsKeyStore m_keys;
    SandboxThread &m_sandbox;
    Options m_options;
    MfaPrompts m_prompts;
    //! While a connection of the profile lives, others of it sign in with the same credentials, whatever their region.
    std::vector<std::pair<Profile, std::weak_ptr<CredentialProvider>>> m_signedIn;
    const std::shared_ptr<MfaCodes> m_codes = std::make_shared<MfaCodes>();
};

} // namespace keyturn
