#pragma once
#include "app/sandbox/iam/policy_document.h"
#include "core/base/result.h"

namespace keyturn::sandbox {

struct Call;

//! What a call needs to be allowed (service authorization reference).
struct Permission {
    QString action;                         //!< "secretsmanager:GetSecretValue"
    QString resource = QStringLiteral("*"); //!< what the policy's Resource has to fit
    iam::Keys keys = {};                    //!< condition keys beyond those every request has
    QString shown = {};                     //!< the resource as the refusal names it; empty: not at all
};

//! Nothing where the caller's policy allows it; AccessDeniedException in AWS's words.
Result<> permit(const Call &call, const Permission &permission);

//! Leave to use a key of KMS through another service. An AWS managed key ("alias/aws/...", or none) is everybody's in
//! the account, unless a statement denies it.
Result<> permitKms(const Call &call, const QString &action, const QString &keyId);

//! "aws:ResourceTag/k" and "SERVICE:ResourceTag/k" for the tags of a resource.
void addResourceTags(iam::Keys &keys, const QString &serviceKey, const QMap<QString, QString> &tags);
//! "aws:RequestTag/k" and "aws:TagKeys" for a Tags and a TagKeys member of the call.
void addRequestTags(iam::Keys &keys, const Call &call);

} // namespace keyturn::sandbox
