#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox::parameters {

//! "/aws/reference/secretsmanager/NAME[:STAGE or VERSION]": a parameter that is a secret of Secrets Manager.
bool isSecretReference(const Call &call, const QString &name);
//! Members of Parameter for it. Needs WithDecryption, and leave to read the secret. ParameterNotFound,
//! ValidationException or AccessDeniedException as Parameter Store words them.
Result<QJsonObject> referencedSecret(Call &call, const QString &name);

} // namespace keyturn::sandbox::parameters
