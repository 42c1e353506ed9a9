#include "core/connection/connection_setup.h"

#include "core/http/ca_bundle.h"

#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

bool isThisComputer(const QUrl &url)
{
    return QHostAddress(url.host()).isLoopback();
}

//! "secretsmanager http://127.0.0.1:1, ssm https://ssm.eu-west-1.amazonaws.com"
QString listed(const QList<ServiceEndpoint> &endpoints)
{
    QStringList words;
    for (const ServiceEndpoint &endpoint : endpoints)
        words.append(QString::fromLatin1(endpoint.service->id) + u' ' + originOf(endpoint.url));
    return words.join(", "_L1);
}

} // namespace

QString plainRegion(const QString &region)
{
    if (region.startsWith("fips-"_L1))
        return region.sliced(5);
    return region.endsWith("-fips"_L1) ? region.chopped(5) : region;
}

AwsEndpoints endpointsIn(const Profile &profile, const QString &region)
{
    AwsEndpoints endpoints(profile.endpoint, profile.serviceEndpoints);
    endpoints.variant = {profile.useFipsEndpoint || plainRegion(region) != region, profile.useDualstackEndpoint};
    return endpoints;
}

QString originOf(const QUrl &url)
{
    QUrl origin;
    origin.setScheme(url.scheme());
    origin.setHost(url.host());
    if (url.port() != (url.scheme() == "http"_L1 ? 80 : 443))
        origin.setPort(url.port());
    return origin.toString(QUrl::FullyEncoded);
}

QList<ServiceEndpoint> endpointsOf(const Profile &profile, const QString &region)
{
    const AwsEndpoints all = endpointsIn(profile, region);
    QList<ServiceEndpoint> found;
    for (const AwsService *service : aws_services::all()) {
        const bool isPublic = all.services.value(service->id.toByteArray(), all.all).isEmpty();
        found.append({service, all.of(*service, plainRegion(region)), isPublic});
    }
    return found;
}

bool goDifferentWays(const QList<ServiceEndpoint> &endpoints)
{
    const ServiceEndpoint &first = endpoints.constFirst();
    return std::any_of(endpoints.begin(), endpoints.end(), [&first](const ServiceEndpoint &endpoint) {
        return endpoint.isPublic != first.isPublic || (!endpoint.isPublic && endpoint.url != first.url);
    });
}

QStringList originsToTrust(const Profile &profile, const QString &region)
{
    QStringList origins;
    if (profile.endpointsAreByHand || profile.kind == ProfileKind::Sandbox)
        return origins;
    for (const ServiceEndpoint &endpoint : endpointsOf(profile, region)) {
        if (!endpoint.isPublic && !isThisComputer(endpoint.url))
            origins.append(originOf(endpoint.url));
    }
    origins.removeDuplicates();
    return origins;
}

QUrl rehearsalOf(const Profile &profile, const QString &region)
{
    const QList<ServiceEndpoint> endpoints = endpointsOf(profile, region);
    const QString origin = originOf(endpoints.constFirst().url);
    const bool isOne = std::all_of(endpoints.begin(), endpoints.end(), [&origin](const ServiceEndpoint &endpoint) {
        return isThisComputer(endpoint.url) && originOf(endpoint.url) == origin;
    });
    return isOne ? QUrl(origin + u'/') : QUrl();
}

Result<> checkEndpoints(const Profile &profile, const QString &region, const EndpointConsent &consent)
{
    const QList<ServiceEndpoint> endpoints = endpointsOf(profile, region);
    const bool anyHere = std::any_of(endpoints.begin(), endpoints.end(),
                                     [](const ServiceEndpoint &endpoint) { return isThisComputer(endpoint.url); });
    if (anyHere && rehearsalOf(profile, region).isEmpty())
        return Error{ErrorKind::Invalid, Refusal::MixedEndpoints, listed(endpoints)};
    for (const QString &origin : originsToTrust(profile, region)) {
        if (!consent.isGiven(profile, origin))
            return Error{ErrorKind::Invalid, Refusal::EndpointConsent, origin};
    }
    return {};
}

Result<HttpClient::Options> httpOptions(const Profile &profile, const Environment &environment)
{
    HttpClient::Options options;
    options.proxies = {environment.proxy("https_proxy"), environment.proxy("http_proxy"),
                       environment.proxy("no_proxy")};
    if (!profile.caBundle.isEmpty()) {
        Result<QByteArray> pem = readCaBundle(profile.caBundle);
        if (!pem)
            return pem.error();
        options.caPem = *std::move(pem);
    }
    return options;
}

} // namespace keyturn
