#include "core/connection/connection.h"

#include "core/connection/connection_setup.h"

namespace keyturn {

Connection::Connection(HttpClient &http, const Clock &clock, Profile profile, QString region,
                       std::unique_ptr<CredentialProvider> credentials) :
    m_profile(std::move(profile)),
    m_clock(clock), m_credentials(std::move(credentials)),
    m_transport(http, *m_credentials, clock, plainRegion(region), endpointsIn(m_profile, region),
                m_profile.maxAttempts > 0 ? m_profile.maxAttempts : RetryPolicy::usualAttempts),
    m_sts(m_transport), m_federation(http, plainRegion(region), endpointsIn(m_profile, region)),
    m_secretsManager(m_transport), m_parameterStore(m_transport),
    m_tokenEndpoint(http, clock, rehearsalOf(m_profile, region)),
    m_tokenProbe(http, clock, rehearsalOf(m_profile, region)), m_clientSecretCall(http, rehearsalOf(m_profile, region))
{}

Connection::~Connection() = default;

} // namespace keyturn
