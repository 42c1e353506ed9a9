#pragma once
#include "core/aws/aws_endpoints.h"
#include "core/aws/credentials.h"
#include "core/http/http_client.h"

namespace keyturn {

//! The console's sign-in service, which renews what `aws login` has brought: unsigned, REST with JSON. A request proves
//! instead that it comes from where the person signed in (DPoP).
class SignInClient {
public:
    //! What may be renewed. `clientId` and the key are those of the sign-in.
    struct Grant {
        QString clientId;
        SecretString refreshToken;
        SecretString key; //!< PEM
    };
    struct Renewed {
        Credentials credentials;
        SecretString refreshToken; //!< in place of the one that was sent
    };

    //! \p http must outlive it.
    SignInClient(HttpClient &http, QString region, AwsEndpoints endpoints) :
        m_http(http), m_region(std::move(region)), m_endpoints(std::move(endpoints))
    {}

    //! One request. AWS answers the same to the same refresh token for a while, so a lost answer can be asked for
    //! again. Errors have the service's word in `code`: "TOKEN_EXPIRED", "USER_CREDENTIALS_CHANGED",
    //! "INSUFFICIENT_PERMISSIONS", all Auth; else the name of the exception. Invalid "key" where the key is none.
    Task<Result<Renewed>> createToken(Grant grant, QDateTime now) const;

private:
    HttpClient &m_http;
    const QString m_region;
    const AwsEndpoints m_endpoints;
};

} // namespace keyturn
