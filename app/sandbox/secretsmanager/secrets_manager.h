#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

Service secretsManager();

//! The operations (AWS Secrets Manager API reference 2017-10-17).
namespace secrets {

Result<> permitted(Call &call, const QString &operation);

Answer listSecrets(Call &call);
Answer describeSecret(Call &call);
Answer getSecretValue(Call &call);
Answer batchGetSecretValue(Call &call);
Answer listSecretVersionIds(Call &call);
Answer getRandomPassword(Call &call);

Answer createSecret(Call &call);
Answer putSecretValue(Call &call);
Answer updateSecret(Call &call);
Answer updateSecretVersionStage(Call &call);

Answer deleteSecret(Call &call);
Answer restoreSecret(Call &call);
Answer tagResource(Call &call);
Answer untagResource(Call &call);

Answer getResourcePolicy(Call &call);
Answer putResourcePolicy(Call &call);
Answer deleteResourcePolicy(Call &call);
Answer validateResourcePolicy(Call &call);

Answer rotateSecret(Call &call);
Answer cancelRotateSecret(Call &call);

Answer replicateSecretToRegions(Call &call);
Answer removeRegionsFromReplication(Call &call);
Answer stopReplicationToReplica(Call &call);

//! Deletes for good what was marked for deletion and whose window has passed.
void timePassed(Store &store, const QDateTime &now);

} // namespace secrets
} // namespace keyturn::sandbox
