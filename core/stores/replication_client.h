#pragma once
#include "core/aws/json_client.h"
#include "core/stores/secrets_manager_client.h"

namespace keyturn {

//! A copy of a secret in another region.
struct ReplicaState {
    QString region;
    QString kmsKeyId;
    QString status; //!< InSync, Failed, InProgress
    QString message;

    friend bool operator==(const ReplicaState &, const ReplicaState &) = default;
};

//! Replicas of a secret. Both writes are answered before they are done: the state says InProgress.
class ReplicationClient {
public:
    explicit ReplicationClient(AwsTransport &transport);

    struct Description {
        SecretMetadata secret;
        QList<ReplicaState> replicas;
    };
    //! DescribeSecret with the state of every replica.
    Task<Result<Description>> describeSecret(QString secretId) const;
    //! \p replicas: region -> KMS key there, empty for aws/secretsmanager. A secret of that name there is not
    //! overwritten: that replica fails.
    Task<Result<>> replicateSecretToRegions(QString secretId, QMap<QString, QString> replicas) const;
    Task<Result<>> removeRegionsFromReplication(QString secretId, QStringList regions) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
