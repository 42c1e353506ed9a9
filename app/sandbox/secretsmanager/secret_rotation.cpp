#include "app/sandbox/secretsmanager/rotation_functions.h"
#include "app/sandbox/secretsmanager/rotation_plan.h"
#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/service/permission.h"

#include <QRegularExpression>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

const QString lambdaArn = u"RotationLambdaARN"_s;
const QString enabled = u"RotationEnabled"_s;

Error invalidRequest(const QString &message)
{
    return refusal(u"InvalidRequestException"_s, message);
}

//! The function and the schedule that the call names, else those the secret has.
Result<> configure(const Call &call, Secret &secret)
{
    static const QRegularExpression form(u"\\Aarn:aws[\\w-]*:lambda:[a-z0-9-]+:\\d{12}:function:.+\\z"_s);
    const QString given = call.text(lambdaArn);
    const QString arn = given.isEmpty() ? secret.rotation[lambdaArn].toString() : given;
    if (arn.isEmpty())
        return invalidRequest(u"No Lambda rotation function ARN is associated with this secret."_s);
    if (!form.match(arn).hasMatch())
        return invalidParameter(u"The RotationLambdaARN %1 isn't a valid ARN."_s.arg(arn));
    const Permission invoke{u"lambda:InvokeFunction"_s, arn, {}, arn};
    if (auto permitted = permit(call, invoke); !permitted)
        return permitted;
    if (!rotation_functions::find(call.store, arn))
        return refusal(u"AccessDeniedException"_s, rotation::cannotInvoke());
    if (call.has(rulesMember)) {
        const QJsonObject rules = call.input[rulesMember].toObject();
        if (auto schedule = scheduleFrom(rules); !schedule)
            return std::move(schedule).error();
        secret.rotation.insert(rulesMember, rules);
    }
    secret.rotation.insert(lambdaArn, arn);
    secret.rotation.insert(enabled, true);
    return {};
}

} // namespace

Answer rotateSecret(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    const QString token = call.text(u"ClientRequestToken");
    if (token.isEmpty())
        return invalidRequest(u"You must provide a ClientRequestToken value. We recommend a UUID-type value."_s);
    const QJsonObject answer{{u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}, {u"VersionId"_s, token}};
    if (secret->version(token)) // the same request again
        return answer;
    if (!rotation::pendingVersion(*secret).isEmpty())
        return invalidRequest(u"A previous rotation isn't complete. That rotation will be reattempted."_s);
    const bool hadSchedule = secret->rotationWindowAt.isValid() && secret->rotation[enabled].toBool();
    if (auto configured = configure(call, *secret); !configured)
        return std::move(configured).error();
    const bool isTest = !call.input.value(u"RotateImmediately").toBool(true);
    if (auto announced = rotation::announce(*secret, token, call.now, isTest); !announced)
        return std::move(announced).error();
    if (call.has(rulesMember) || !hadSchedule)
        rotation::showNextWindow(*secret, call.now, call.now);
    secret->lastChangedAt = call.now;
    call.wake = true;
    return saved(call, *secret, answer);
}

Answer cancelRotateSecret(Call &call)
{
    Result<Secret> secret = findWritable(call);
    if (!secret)
        return std::move(secret).error();
    if (secret->rotation[lambdaArn].toString().isEmpty())
        return invalidRequest(u"You tried to cancel the rotation of a secret that doesn't have a Lambda function ARN "
                              "configured."_s);
    QJsonObject answer{{u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}};
    addUnlessEmpty(answer, u"VersionId"_s, rotation::pendingVersion(*secret));
    secret->rotation.insert(enabled, false);
    secret->rotation.remove(u"NextRotationDate"_s);
    secret->rotation.remove(u"LastRotatedDate"_s);
    secret->rotationWindowAt = {};
    secret->rotationTask = {}; // its label stays where it is
    secret->lastChangedAt = call.now;
    return saved(call, *secret, answer);
}

} // namespace keyturn::sandbox::secrets
