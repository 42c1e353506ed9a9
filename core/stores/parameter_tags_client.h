#pragma once
#include "core/aws/json_client.h"

#include <QMap>

namespace keyturn {

//! A parameter's tags: no other call tells them.
class ParameterTagsClient {
public:
    explicit ParameterTagsClient(AwsTransport &transport);
    Task<Result<QMap<QString, QString>>> listTagsForResource(QString name) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
