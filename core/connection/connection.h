#pragma once
#include "core/aws/aws_transport.h"
#include "core/aws/credentials.h"
#include "core/aws/federation_client.h"
#include "core/aws/sts_client.h"
#include "core/oauth/client_secret_call.h"
#include "core/oauth/token_endpoint.h"
#include "core/oauth/token_probe.h"
#include "core/profile/profile.h"
#include "core/stores/parameter_store_client.h"
#include "core/stores/secrets_manager_client.h"

#include <memory>

namespace keyturn {

//! One profile in one region: who signs, where to, and the clients that use both. Several may exist side by side.
//! Owns the provider and the clients; \p http and \p clock must outlive it. It must outlive every task started on it.
class Connection {
public:
    Connection(HttpClient &http, const Clock &clock, Profile profile, QString region,
               std::unique_ptr<CredentialProvider> credentials);
    ~Connection();
    Q_DISABLE_COPY_MOVE(Connection)

    const Profile &profile() const { return m_profile; }
    QString region() const { return m_transport.region(); }
    const Clock &clock() const { return m_clock; }
    AwsTransport &transport() { return m_transport; }
    CredentialProvider &credentials() { return *m_credentials; }
    StsClient &sts() { return m_sts; }
    const FederationClient &federation() const { return m_federation; }
    SecretsManagerClient &secretsManager() { return m_secretsManager; }
    ParameterStoreClient &parameterStore() { return m_parameterStore; }
    //! Token requests of this connection. Where every AWS service is played by one loopback origin, token requests go
    //! there too whatever the secret says, so that nothing rehearsed reaches a real provider.
    TokenEndpoint &tokenEndpoint() { return m_tokenEndpoint; }
    //! Rehearses where token requests do.
    ClientSecretCall &clientSecretCall() { return m_clientSecretCall; }
    //! Of access tokens; it rehearses where token requests do.
    TokenProbe &tokenProbe() { return m_tokenProbe; }

private:
    Profile m_profile;
    const Clock &m_clock;
    std::unique_ptr<CredentialProvider> m_credentials;
    AwsTransport m_transport;
    StsClient m_sts;
    FederationClient m_federation;
    SecretsManagerClient m_secretsManager;
    ParameterStoreClient m_parameterStore;
    TokenEndpoint m_tokenEndpoint;
    TokenProbe m_tokenProbe;
    ClientSecretCall m_clientSecretCall;
};

} // namespace keyturn
