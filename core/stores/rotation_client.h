#pragma once
#include "core/aws/json_client.h"
#include "core/schedule/rotation_schedule.h"

namespace keyturn {

//! Rotation of secrets by their functions (RotateSecret, CancelRotateSecret).
class RotationClient {
public:
    explicit RotationClient(AwsTransport &transport);

    struct Setup {
        QString lambdaArn;        //!< empty: the one that the secret has
        RotationRules rules;      //!< none of its members set: those that the secret has
        bool immediately = false; //!< always sent: AWS takes its absence for true, and rotates
    };
    //! Switches rotation on. The token names the version that a rotation is to make; the same one again is the same
    //! request. Invalid, "InvalidRequestException", while AWSPENDING is on another version than AWSCURRENT.
    Task<Result<>> rotateSecret(QString secretId, Setup setup, QString token) const;
    //! Switches rotation off; the version of a rotation that was under way keeps AWSPENDING. Its VersionId, or empty.
    Task<Result<QString>> cancelRotateSecret(QString secretId) const;
    //! What to say where a look shows that \p operation was answered with success and has not been done.
    Error badAnswer(const QByteArray &operation, const QString &detail) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
