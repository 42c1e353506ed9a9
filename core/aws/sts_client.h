#pragma once
#include "core/aws/aws_transport.h"

namespace keyturn {

struct CallerIdentity {
    QString account; //!< 12 digits
    QString arn;
    QString userId;

    //! "user j.moreno", "role KeyturnAdmin", "root": the telling part of the ARN for status bars.
    QString displayName() const;
};

class StsClient {
public:
    explicit StsClient(AwsTransport &transport);
    //! Needs no permission: the "who am I" and "does the connection work" call.
    Task<Result<CallerIdentity>> getCallerIdentity() const;

private:
    AwsTransport &m_transport;
};

} // namespace keyturn
