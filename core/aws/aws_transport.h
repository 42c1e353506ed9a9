#pragma once
#include "core/async/task.h"
#include "core/aws/credentials.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"

#include <QUrl>
#include <memory>

namespace keyturn {

//! One AWS service as the wire knows it (host prefix, signing name, X-Amz-Target prefix; AWS service models).
struct AwsService {
    QByteArray id;           //!< "secretsmanager": IAM prefix and name in messages
    QByteArray endpointName; //!< host prefix
    QByteArray signingName;
    QByteArray targetPrefix; //!< JSON 1.1 only, with the dot
    QByteArray version;      //!< Query only
};
namespace aws_services {
extern const AwsService secretsManager, ssm, sts;
}

//! Whether a call may go out again after its answer was lost.
enum class Repeat {
    Safe,   //!< reads, and writes that carry their own idempotency token
    Unsafe, //!< repeated only when the service said it did nothing (throttled, refused before work)
};

//! Signs, sends, retries and decodes for one identity in one region: standard retry mode (3 attempts, full jitter,
//! token bucket, Retry-After), clock-skew correction from the Date header, one credential refresh on expiry.
class AwsTransport {
public:
    //! \p endpoint empty: the public endpoint of the service in \p region. All references must outlive this object.
    AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region, QUrl endpoint);
    ~AwsTransport();
    Q_DISABLE_COPY_MOVE(AwsTransport)

    QString region() const;
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
