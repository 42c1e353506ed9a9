#pragma once
#include "app/sandbox/iam/policy_document.h"

namespace keyturn::sandbox::iam {

//! Who asks a resource: an AWS service ("events.amazonaws.com"), or somebody with an ARN in an account.
struct Principal {
    QString service; //!< empty: the next two tell
    QString account;
    QString arn;
};

//! What a resource-based policy (of a topic, a key, or a role's trust) says to \p ask of \p principal. The Resource of
//! a statement may be missing, as in the trust policy of a role. MalformedPolicyDocument where it cannot be read.
Result<Verdict> judgeResourcePolicy(const QString &policy, const Principal &principal, const Ask &ask);

} // namespace keyturn::sandbox::iam
