#pragma once
#include "core/aws/aws_endpoints.h"
#include "core/connection/endpoint_consent.h"
#include "core/http/http_client.h"
#include "core/profile/environment.h"
#include "core/profile/profile.h"

#include <QList>
#include <QStringList>

namespace keyturn {

//! Where the requests of one service go.
struct ServiceEndpoint {
    const AwsService *service = nullptr;
    QUrl url;
    bool isPublic = true; //!< AWS's own; otherwise a file, a variable or the user has named it
};

//! The region without "fips-" in front or "-fips" behind, which older configurations have.
QString plainRegion(const QString &region);
//! As the profile and such a region say.
AwsEndpoints endpointsIn(const Profile &profile, const QString &region);
//! Of every service, for people and for the checks below.
QList<ServiceEndpoint> endpointsOf(const Profile &profile, const QString &region);
//! Some go elsewhere than others, apart from AWS's own names.
bool goDifferentWays(const QList<ServiceEndpoint> &endpoints);
//! "https://host[:port]", as consent is given and errors name it.
QString originOf(const QUrl &url);
//! The origins that a file or a variable has named and that are neither AWS nor this computer: whoever listens there
//! receives every value that is saved. Without doubles; empty where there is nothing to ask.
QStringList originsToTrust(const Profile &profile, const QString &region);
//! The loopback origin to which every service goes; empty in earnest.
QUrl rehearsalOf(const Profile &profile, const QString &region);

//! Before anything is sent: Invalid "mixed-endpoints" where some services are on this computer and others are not, or
//! are at another port; Invalid "endpoint-consent" where an origin was not agreed to, which is then the detail.
Result<> checkEndpoints(const Profile &profile, const QString &region, const EndpointConsent &consent);

//! Proxies and the CA bundle, which is read now. Io "ca-bundle".
Result<HttpClient::Options> httpOptions(const Profile &profile, const Environment &environment);

} // namespace keyturn
