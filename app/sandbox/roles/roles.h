#pragma once
#include "app/sandbox/iam/policy_document.h"
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! The part of IAM that gives a schedule its role (API reference 2010-05-08). Roles to sign in with are built in: see
//! app/sandbox/sts/roles.h.
Service iamService();

namespace made_roles {

//! Whether the role's trust policy lets the AWS service \p service take it up; false where there is no such role.
bool trusts(const Store &store, const QString &roleArn, const QString &service);
//! What the role's own policies say.
iam::Verdict judge(const Store &store, const QString &roleArn, const iam::Ask &ask);

} // namespace made_roles
} // namespace keyturn::sandbox
