#pragma once
#include "core/stores/secrets_manager_client.h"

namespace keyturn {

//! A staging label that leaves a version of a secret.
struct LabelMove {
    QString secretId;
    QString label;
    QString from; //!< VersionId; empty: the label was nowhere
};

//! DescribeSecret. Where AWS has answered that the label \p moved and it is where it was, it is asked again a little
//! later: what it says then is what was done.
Task<Result<SecretMetadata>> describeMoved(const SecretsManagerClient *client, LabelMove move, bool moved);

} // namespace keyturn
