#pragma once
#include "core/aws/aws_transport.h"

#include <QJsonObject>

namespace keyturn {

//! AWS JSON 1.0 or 1.1, as the service has it, over an AwsTransport: `X-Amz-Target: <prefix><Operation>`, one JSON
//! object each way.
class JsonClient {
public:
    JsonClient(AwsTransport &transport, const AwsService &service);

    //! An empty answer is an empty object. The answer is for reading only: what is written back goes through
    //! JsonWriter and SecretDocument, because QJsonObject does not keep order or number spelling.
    Task<Result<QJsonObject>> call(QByteArray operation, SecretString body, Repeat repeat) const;
    //! The same, where the answer has no member that tells anything.
    Task<Result<>> run(QByteArray operation, SecretString body, Repeat repeat) const;
    //! The same, not read yet.
    Task<Result<SecretString>> text(QByteArray operation, SecretString body, Repeat repeat,
                                    AwsTransport::Bounds bounds = AwsTransport::Bounds()) const;
    //! What to say of a 2xx answer without what an answer to \p operation must have: a 2xx alone proves nothing.
    Error badAnswer(const QByteArray &operation, const QString &detail) const;

private:
    AwsTransport &m_transport;
    const AwsService &m_service;
};

} // namespace keyturn
