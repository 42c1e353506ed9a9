#pragma once
#include "core/aws/aws_endpoints.h"
#include "core/aws/credentials.h"
#include "core/http/http_client.h"

#include <QJsonObject>
#include <QStringList>
#include <chrono>

namespace keyturn {

//! IAM Identity Center: REST with JSON, unsigned. Errors have the service's word in `code`
//! ("AuthorizationPendingException", "UnauthorizedException" ...).
class SsoClient {
public:
    struct Registration {
        QString clientId;
        SecretString clientSecret;
        QDateTime expiresAt;
    };
    struct Device {
        SecretString deviceCode;
        QString userCode;
        QUrl page; //!< with the code in it, where the service gives that
        std::chrono::seconds expiresIn{600};
        std::chrono::seconds interval{5};
    };
    struct Token {
        SecretString accessToken;
        SecretString refreshToken; //!< may be empty
        std::chrono::seconds expiresIn{0};
    };

    //! \p http must outlive it. \p region is that of the directory.
    SsoClient(HttpClient &http, QString region, AwsEndpoints endpoints) :
        m_http(http), m_region(std::move(region)), m_endpoints(std::move(endpoints))
    {}

    //! For the device code; or, where \p redirectUri is not empty, for the codes of \p startUrl that come back there.
    //! It has no port: the request names the one that is listened on.
    Task<Result<Registration>> registerClient(QString name, QStringList scopes, QString redirectUri = {},
                                              QString startUrl = {}) const;
    //! Where the browser asks for an authorization code; empty where the region is none.
    QUrl authorizationUrl() const { return at(u"/authorize"); }
    Task<Result<Device>> startDeviceAuthorization(Registration client, QString startUrl) const;
    Task<Result<Token>> tokenForDevice(Registration client, SecretString deviceCode) const;
    //! \p redirectUri as the browser was sent there, with the port. "InvalidGrantException": the code was used, or is
    //! old.
    Task<Result<Token>> tokenForCode(Registration client, SecretString code, QString redirectUri,
                                     SecretString verifier) const;
    Task<Result<Token>> refresh(Registration client, SecretString refreshToken) const;
    //! Of \p role in \p account. "UnauthorizedException": the token is no good any more.
    Task<Result<Credentials>> roleCredentials(SecretString accessToken, QString account, QString role) const;

private:
    QUrl at(QStringView path) const;
    Task<Result<QJsonObject>> send(HttpRequest request, QString operation) const;
    Task<Result<QJsonObject>> post(QString path, SecretString body, QString operation) const;
    Task<Result<Token>> token(SecretString body) const;

    HttpClient &m_http;
    const QString m_region;
    const AwsEndpoints m_endpoints;
};

} // namespace keyturn
