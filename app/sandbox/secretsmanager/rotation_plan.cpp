#include "app/sandbox/secretsmanager/rotation_plan.h"

#include "app/sandbox/secretsmanager/secret_rules.h"

#include <QUuid>

#include <algorithm>

namespace keyturn::sandbox::rotation {

namespace {

using namespace Qt::StringLiterals;

const QString pending = u"AWSPENDING"_s;
const QString current = u"AWSCURRENT"_s;
const QString nextDate = u"NextRotationDate"_s;

//! The version with a stage; empty if none has it.
QString holder(const Secret &secret, const QString &stage)
{
    const auto it = std::find_if(secret.versions.begin(), secret.versions.end(),
                                 [&stage](const SecretVersion &version) { return version.stages.contains(stage); });
    return it == secret.versions.end() ? QString() : it->id;
}

std::optional<RotationSchedule> scheduleOf(const Secret &secret)
{
    const QJsonObject rules = secret.rotation[secrets::rulesMember].toObject();
    QJsonObject own = rules;
    if (rules.contains(u"ScheduleExpression"_s))
        own.remove(u"AutomaticallyAfterDays"_s); // only told, see succeed()
    Result<RotationSchedule> schedule = secrets::scheduleFrom(own);
    if (!schedule || !secret.rotation[u"RotationEnabled"].toBool())
        return std::nullopt;
    return *schedule;
}

} // namespace

bool isDue(const Secret &secret, const QDateTime &now)
{
    if (!secret.rotationTask.versionId.isEmpty())
        return !secret.rotationTask.notBefore.isValid() || secret.rotationTask.notBefore <= now;
    return secret.rotationWindowAt.isValid() && secret.rotationWindowAt <= now
           && secret.rotation[u"RotationEnabled"].toBool();
}

QString pendingVersion(const Secret &secret)
{
    const QString id = holder(secret, pending);
    return id == holder(secret, current) ? QString() : id;
}

Result<> announce(Secret &secret, QString versionId, const QDateTime &now, bool testOnly)
{
    if (versionId.isEmpty())
        versionId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    if (!secret.version(versionId)) {
        if (auto room = secrets::makeRoom(secret, now); !room)
            return room;
        SecretVersion version;
        version.id = versionId;
        version.createdAt = now;
        version.hasValue = false;
        if (const SecretVersion *from = secret.versionWithStage(current); from && testOnly) {
            version.value = from->value;
            version.binary = from->binary;
            version.hasValue = from->hasValue;
        }
        secret.versions << version;
    }
    secrets::moveStages(secret, versionId, {pending});
    secret.rotationTask = {versionId, testOnly, 0, {}};
    return {};
}

bool holdsPending(const Secret &secret)
{
    return holder(secret, pending) == secret.rotationTask.versionId;
}

bool isFinished(const Secret &secret)
{
    const QString id = holder(secret, pending);
    return id.isEmpty() || id == holder(secret, current);
}

void planNextWindow(Secret &secret, const QDateTime &last)
{
    const std::optional<RotationSchedule> schedule = scheduleOf(secret);
    secret.rotationWindowAt = schedule ? schedule->next(last, last).start : QDateTime();
}

void showNextWindow(Secret &secret, const QDateTime &last, const QDateTime &now)
{
    const std::optional<RotationSchedule> schedule = scheduleOf(secret);
    const RotationWindow window = schedule ? schedule->next(last, now) : RotationWindow();
    secret.rotationWindowAt = window.start;
    secret.rotation.remove(nextDate);
    addUnlessEmpty(secret.rotation, nextDate, timestamp(window.end));
}

void succeed(Secret &secret, const QDateTime &now)
{
    secret.rotationTask = {};
    secret.lastChangedAt = now;
    secret.rotation.insert(u"LastRotatedDate"_s, timestamp(now));
    showNextWindow(secret, now, now);
    QJsonObject rules = secret.rotation[secrets::rulesMember].toObject();
    if (rules.contains(u"ScheduleExpression"_s) && secret.rotationWindowAt.isValid()) {
        const qint64 days = now.date().daysTo(secret.rotationWindowAt.date());
        rules.insert(u"AutomaticallyAfterDays"_s, std::clamp<qint64>(days, 1, 1000));
        secret.rotation.insert(secrets::rulesMember, rules);
    }
}

void noteManualChange(Secret &secret, const QDateTime &now)
{
    const std::optional<RotationSchedule> schedule = scheduleOf(secret);
    if (schedule && schedule->countsManualChanges() && secret.rotationTask.versionId.isEmpty())
        showNextWindow(secret, now, now);
}

void removeTest(Secret &secret)
{
    const QString id = secret.rotationTask.versionId;
    secret.versions.removeIf(
        [&id](const SecretVersion &version) { return version.id == id && version.stages == QStringList{pending}; });
    secret.rotationTask = {};
}

Event event(const QString &name, const Secret &secret)
{
    return {u"aws.secretsmanager"_s,
            u"AWS Service Event via CloudTrail"_s,
            {},
            {{u"eventSource"_s, u"secretsmanager.amazonaws.com"_s},
             {u"eventName"_s, name},
             {u"eventType"_s, u"AwsServiceEvent"_s},
             {u"additionalEventData"_s, QJsonObject{{u"SecretId"_s, secret.arn}}}}};
}

QString cannotInvoke()
{
    return u"Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants "
           u"access "
           "to the principal secretsmanager.amazonaws.com."_s;
}

} // namespace keyturn::sandbox::rotation
