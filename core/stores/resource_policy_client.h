#pragma once
#include "core/aws/json_client.h"

namespace keyturn {

//! The resource policy of a secret: who outside its account's own policies may do what with it.
class ResourcePolicyClient {
public:
    explicit ResourcePolicyClient(AwsTransport &transport);

    //! JSON text; empty if there is none.
    Task<Result<QString>> getResourcePolicy(QString secretId) const;
    //! Refused (PublicPolicyException) where it would let everybody in.
    Task<Result<>> putResourcePolicy(QString secretId, QString policy) const;
    //! None there is no error.
    Task<Result<>> deleteResourcePolicy(QString secretId) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
