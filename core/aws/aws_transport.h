#pragma once
#include "core/async/task.h"
#include "core/aws/aws_services.h"
#include "core/aws/credentials.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"

#include <QMap>
#include <QUrl>
#include <functional>
#include <memory>

namespace keyturn {

//! Whether a call may go out again after its answer was lost.
enum class Repeat {
    Safe,   //!< reads, and writes that carry their own idempotency token
    Unsafe, //!< repeated only when the service said it did nothing (throttled, refused before work)
};

//! Signs, sends, retries and decodes for one identity in one region: standard retry mode (3 attempts, full jitter,
//! token bucket, Retry-After), clock-skew correction from the Date header, one credential refresh on expiry.
class AwsTransport {
public:
    //! How retries wait: for tests, which have no time to.
    struct Waiting {
        std::function<double()> random; //!< in [0, 1)
        std::function<Task<std::monostate>(std::chrono::milliseconds)> sleep;
    };

    //! \p endpoint empty: the public endpoint of the service in \p region. \p serviceEndpoints, by service id, come
    //! first. All references must outlive this object.
    AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region, QUrl endpoint,
                 QMap<QByteArray, QUrl> serviceEndpoints = {});
    AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region, QUrl endpoint,
                 QMap<QByteArray, QUrl> serviceEndpoints, Waiting waiting);
    ~AwsTransport();
    Q_DISABLE_COPY_MOVE(AwsTransport)

    QString region() const;
    //! Empty where the region is not one.
    QUrl endpoint(const AwsService &service) const;
    //! Our clock minus the service's, as last seen; zero until a skew of 4 minutes or more was met.
    std::chrono::seconds clockSkew() const;

    //! The body of a 2xx answer. Errors carry code, request id, host and operation.
    Task<Result<SecretString>> call(const AwsService &service, QByteArray operation, QByteArray contentType,
                                    SecretString body, Repeat repeat);

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace keyturn
