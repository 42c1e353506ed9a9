#pragma once
#include "app/sandbox/service/service.h"

namespace keyturn::sandbox::secrets {

//! What is wrong with a resource policy's text, as IAM's grammar has it (IAM user guide, "Grammar of the IAM JSON
//! policy language"): MalformedPolicyDocumentException, or nothing.
Result<QJsonObject> parsePolicy(const QString &text);
//! Some statement allows everybody in, and no condition narrows down who that is.
bool isPublic(const QJsonObject &policy);
//! Some statement denies \p caller to change or to remove the policy again.
bool locksOut(const QJsonObject &policy, const Caller &caller);

} // namespace keyturn::sandbox::secrets
