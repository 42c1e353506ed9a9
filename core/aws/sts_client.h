#pragma once
#include "core/aws/aws_transport.h"

#include <optional>

namespace keyturn {

struct CallerIdentity {
    QString account; //!< 12 digits
    QString arn;
    QString userId;

    //! "user j.moreno", "role KeyturnAdmin", "root": the telling part of the ARN for status bars.
    QString displayName() const;
};

//! What AssumeRole is asked for; empty members are left out.
struct RoleRequest {
    QString arn;
    QString sessionName;
    QString externalId;
    QString mfaSerial;
    SecretString mfaCode;
    std::optional<int> durationSeconds;
};

class StsClient {
public:
    explicit StsClient(AwsTransport &transport);
    //! Needs no permission: the "who am I" and "does the connection work" call.
    Task<Result<CallerIdentity>> getCallerIdentity() const;
    //! Temporary credentials as the role.
    Task<Result<Credentials>> assumeRole(RoleRequest role) const;
    //! The same with the token of an identity provider in place of a signature.
    Task<Result<Credentials>> assumeRoleWithWebIdentity(RoleRequest role, SecretString token) const;

private:
    Task<Result<Credentials>> session(QByteArray action, QList<std::pair<QByteArray, QString>> parameters,
                                      Repeat repeat) const;

    AwsTransport &m_transport;
};

} // namespace keyturn
