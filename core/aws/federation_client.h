#pragma once
#include "core/aws/aws_endpoints.h"
#include "core/aws/credentials.h"
#include "core/http/http_client.h"

#include <chrono>
#include <optional>

namespace keyturn {

//! Where a region has its console, and where people sign in to it.
struct ConsoleHosts {
    QByteArray signIn;
    QByteArray console;
};
//! None where the region is not one, or is in a partition whose console is not reached from here.
std::optional<ConsoleHosts> consoleHosts(const QString &region);

//! The federation endpoint of the console's sign-in service: temporary credentials for a link that signs a browser in.
class FederationClient {
public:
    static constexpr std::chrono::seconds shortestSession{15 * 60};
    static constexpr std::chrono::seconds longestSession{12 * 3600};

    //! \p http must outlive it.
    FederationClient(HttpClient &http, QString region, AwsEndpoints endpoints) :
        m_http(http), m_region(std::move(region)), m_endpoints(std::move(endpoints))
    {}

    //! Whether a link can be had for these at all, which asks nobody: Unsupported "access-keys" without a session
    //! token, and "not-a-region" where there is no console.
    Result<> check(const Credentials &credentials) const;
    //! Good for 15 minutes. \p session: how long the console stays signed in, which AWS refuses for a role that was
    //! assumed by a role; none: as long as the credentials last. Errors of check(), and Auth where AWS does not take
    //! them.
    Task<Result<SecretString>> getSigninToken(Credentials credentials,
                                              std::optional<std::chrono::seconds> session = {}) const;
    //! What signs a browser in and sends it on to \p page, an address of the console. Whoever has it is signed in.
    SecretString login(const SecretString &signinToken, const QByteArray &page) const;

private:
    QUrl endpoint() const;
    QString place() const;

    HttpClient &m_http;
    const QString m_region;
    const AwsEndpoints m_endpoints;
};

} // namespace keyturn
