#include "app/sandbox/secretsmanager/secret_policy.h"
#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

const QString grantsTooMuch =
    u"This resource policy grants broad access to your secret. Name the principals, or narrow "
    "them down with a condition."_s;
const QString lockedOut = u"This resource policy will not allow you to manage this secret in the future."_s;

QJsonObject nameOf(const Secret &secret)
{
    return {{u"ARN"_s, secret.arn}, {u"Name"_s, secret.name}};
}

} // namespace

Answer getResourcePolicy(Call &call)
{
    const Result<Secret> secret = findActive(call);
    if (!secret)
        return secret.error();
    QJsonObject answer = nameOf(*secret);
    addUnlessEmpty(answer, u"ResourcePolicy"_s, secret->resourcePolicy);
    return answer;
}

Answer putResourcePolicy(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    const QString text = call.text(u"ResourcePolicy");
    const Result<QJsonObject> policy = parsePolicy(text);
    if (!policy)
        return policy.error();
    if (call.flag(u"BlockPublicPolicy") && isPublic(*policy))
        return refusal(u"PublicPolicyException"_s, grantsTooMuch);
    if (locksOut(*policy, call.caller))
        return invalidParameter(lockedOut);
    secret->resourcePolicy = text;
    secret->lastChangedAt = call.now;
    return saved(call, *secret, nameOf(*secret));
}

Answer deleteResourcePolicy(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    secret->resourcePolicy.clear();
    secret->lastChangedAt = call.now;
    return saved(call, *secret, nameOf(*secret));
}

Answer validateResourcePolicy(Call &call)
{
    if (call.has(u"SecretId")) {
        if (const Result<Secret> secret = findActive(call); !secret)
            return secret.error();
    }
    const Result<QJsonObject> policy = parsePolicy(call.text(u"ResourcePolicy"));
    if (!policy)
        return policy.error();
    QJsonArray errors;
    if (isPublic(*policy))
        errors.append(QJsonObject{{u"CheckName"_s, u"BroadAccess"_s}, {u"ErrorMessage"_s, grantsTooMuch}});
    if (locksOut(*policy, call.caller))
        errors.append(QJsonObject{{u"CheckName"_s, u"Lockout"_s}, {u"ErrorMessage"_s, lockedOut}});
    return QJsonObject{{u"PolicyValidationPassed"_s, errors.isEmpty()}, {u"ValidationErrors"_s, errors}};
}

} // namespace keyturn::sandbox::secrets
