#pragma once
#include "core/async/task.h"
#include "core/aws/aws_endpoints.h"
#include "core/aws/credentials.h"
#include "core/aws/retry_policy.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/http_client.h"

#include <QUrl>
#include <functional>
#include <memory>

namespace keyturn {

//! Whether a call may go out again after its answer was lost.
enum class Repeat {
    Safe,   //!< reads, and writes that carry their own idempotency token
    Unsafe, //!< repeated only when the service said it did nothing (throttled, refused before work)
};

//! Signs, sends, retries and decodes for one identity in one region: standard retry mode (full jitter, token bucket,
//! Retry-After), clock-skew correction from the Date header. Where AWS does not know the key, or it has run out, its
//! source is asked once more, and the call is repeated if the source has another one now.
class AwsTransport {
public:
    //! How retries wait: for tests, which have no time to.
    struct Waiting {
        std::function<double()> random; //!< in [0, 1)
        std::function<Task<std::monostate>(std::chrono::milliseconds)> sleep;
        //! A time that only goes forward; empty: the system's.
        std::function<std::chrono::milliseconds()> now = {};
    };
    //! What a call may take, whatever the service does.
    struct Bounds {
        std::chrono::milliseconds time{28'000}; //!< all attempts and the pauses between them
        qint64 answerBytes = 512LL * 1024;      //!< the longest value of all, with every character escaped, has 400 KB
    };

    //! Where in the service a call goes: REST services tell their operations so.
    struct Way {
        QByteArray method = "POST";
        QByteArray path = "/"; //!< percent-encoded
        QByteArray query = {}; //!< the same, without its question mark
    };

    //! All references must outlive this object.
    AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region,
                 AwsEndpoints endpoints, int maxAttempts = RetryPolicy::usualAttempts);
    AwsTransport(HttpClient &http, CredentialProvider &credentials, const Clock &clock, QString region,
                 AwsEndpoints endpoints, Waiting waiting, int maxAttempts = RetryPolicy::usualAttempts);
    ~AwsTransport();
    Q_DISABLE_COPY_MOVE(AwsTransport)

    QString region() const;
    //! Empty where the region is not one.
    QUrl endpoint(const AwsService &service) const;
    //! Our clock minus the service's, as last seen; zero until a skew of 4 minutes or more was met.
    std::chrono::seconds clockSkew() const;

    //! Whether a call that may change something has begun, see isWrite().
    bool hasWritten() const;

    //! The body of a 2xx answer. Errors carry code, request id, host and operation.
    Task<Result<SecretString>> call(const AwsService &service, QByteArray operation, QByteArray contentType,
                                    SecretString body, Repeat repeat, Bounds bounds, Way way);
    Task<Result<SecretString>> call(const AwsService &service, QByteArray operation, QByteArray contentType,
                                    SecretString body, Repeat repeat)
    {
        return call(service, std::move(operation), std::move(contentType), std::move(body), repeat, Bounds(), Way());
    }
    Task<Result<SecretString>> call(const AwsService &service, QByteArray operation, QByteArray contentType,
                                    SecretString body, Repeat repeat, Bounds bounds)
    {
        return call(service, std::move(operation), std::move(contentType), std::move(body), repeat, bounds, Way());
    }

private:
    struct Private;
    std::unique_ptr<Private> m_d;
};

} // namespace keyturn
