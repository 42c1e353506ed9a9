#include "core/connection/connection.h"

#include <QHostAddress>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

//! The origin that plays AWS on this computer; empty in earnest.
QUrl rehearsalOf(const AwsTransport &transport)
{
    const QUrl endpoint = transport.endpoint(aws_services::secretsManager);
    if (!QHostAddress(endpoint.host()).isLoopback())
        return {};
    QUrl origin = endpoint;
    origin.setPath(u"/"_s);
    return origin;
}

} // namespace

Connection::Connection(HttpClient &http, const Clock &clock, Profile profile, QString region,
                       std::unique_ptr<CredentialProvider> credentials) :
    m_profile(std::move(profile)),
    m_clock(clock), m_credentials(std::move(credentials)),
    m_transport(http, *m_credentials, clock, std::move(region), m_profile.endpoint, m_profile.serviceEndpoints),
    m_sts(m_transport), m_secretsManager(m_transport), m_parameterStore(m_transport),
    m_tokenEndpoint(http, clock, rehearsalOf(m_transport))
{}

Connection::~Connection() = default;

} // namespace keyturn
