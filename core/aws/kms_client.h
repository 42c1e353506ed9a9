#pragma once
#include "core/aws/json_client.h"

#include <QList>

namespace keyturn {

struct KmsAlias {
    QString name;        //!< "alias/aws/secretsmanager"
    QString targetKeyId; //!< empty: AWS made no key for it yet
};

//! The KMS verbs that a choice of keys needs. Keyturn never encrypts by itself.
class KmsClient {
public:
    explicit KmsClient(AwsTransport &transport);

    //! All aliases of the region, in the order AWS gives.
    Task<Result<QList<KmsAlias>>> listAliases() const;
    //! The ARN of the key behind an id, an ARN or an alias.
    Task<Result<QString>> describeKey(QString id) const;
    //! The JSON text of the policy of a key, by its ARN or id: no alias.
    Task<Result<QString>> getKeyPolicy(QString keyId) const;

private:
    JsonClient m_client;
};

} // namespace keyturn
