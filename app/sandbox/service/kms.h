#pragma once
#include "app/sandbox/iam/resource_policy.h"
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox {

//! ListAliases, DescribeKey, GetKeyPolicy and PutKeyPolicy (AWS KMS API reference 2014-11-01). Every account and region
//! has the same keys: those AWS manages for Secrets Manager, Parameter Store, SNS and SQS, two of the customer's own,
//! and one of these is switched off.
Service kms();

namespace kms_keys {

//! The customer's own key that is switched on ("alias/credentials").
QString customerKeyArn(const Scope &scope);
//! \p id is a key id, a key's ARN, an alias name or an alias' ARN of a key that can encrypt there.
bool canEncrypt(const Scope &scope, const QString &id);
//! The ARN of the key that \p id names as above; empty if there is none.
QString arnOf(const Scope &scope, const QString &id);
//! A key that AWS manages, which everybody in the account may use through its service.
bool isManaged(const Scope &scope, const QString &id);

//! Whether the policy of a key that is switched on lets a service use it.
bool letsIn(const Store &store, const Scope &scope, const QString &id, const iam::Principal &who, const iam::Ask &ask);

} // namespace kms_keys
} // namespace keyturn::sandbox
