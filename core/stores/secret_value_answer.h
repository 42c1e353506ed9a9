#pragma once
#include "core/stores/answer_reading.h"
#include "core/stores/secret_metadata.h"

namespace keyturn {

//! GetSecretValue's answer; what is wrong with it is the answer's fault().
SecretValue valueFrom(const SecretAnswer &answer);

//! \p name and \p arn are of one secret, and of the one that \p secretId asks for. An ARN ends with the name, a hyphen
//! and random letters; what has not the form of one, as an emulator may make it up, contradicts no name.
bool isAnswerFor(const QString &secretId, const QString &arn, const QString &name);
//! What to say where it is not, for Error::detail.
QString otherSecret(const QString &secretId);

} // namespace keyturn
