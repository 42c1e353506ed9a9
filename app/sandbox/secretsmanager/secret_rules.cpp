#include "app/sandbox/secretsmanager/secret_rules.h"

#include "app/sandbox/secretsmanager/secret_replicas.h"
#include "app/sandbox/service/kms.h"
#include "app/sandbox/service/tagging.h"

#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostVersions = 100;

const Secret *lookUp(const Call &call, const QString &id)
{
    const Store::Secrets &all = call.store.secrets(call.scope());
    if (const auto it = all.find(id); it != all.end())
        return &it->second;
    const QString prefix = u"arn:aws:secretsmanager:%1:%2:secret:"_s.arg(call.region, call.caller.account);
    if (!id.startsWith(prefix))
        return nullptr;
    const QString rest = id.mid(prefix.size());
    if (const auto it = all.find(rest); it != all.end())
        return &it->second;
    const auto it = all.find(rest.chopped(std::min<qsizetype>(7, rest.size())));
    return it != all.end() && it->second.arn == id ? &it->second : nullptr;
}

} // namespace

Result<> checkName(const QString &name)
{
    static const QRegularExpression allowed(u"\\A[A-Za-z0-9/_+=.@!\\-]+\\z"_s);
    if (allowed.match(name).hasMatch())
        return {};
    return refusal(u"ValidationException"_s,
                   u"Invalid name. Must be a valid name containing alphanumeric characters, or any of the "
                   "following: -/_+=.@!"_s);
}

Result<Secret> find(Call &call)
{
    const QString id = call.text(u"SecretId");
    if (auto named = id.startsWith(u"arn:"_s) ? Result<>() : checkName(id); !named)
        return std::move(named).error();
    const Secret *found = lookUp(call, id);
    if (found && found->deletionAt.isValid() && found->deletionAt <= call.now) {
        const QString name = found->name;
        if (auto removed = call.store.removeSecret(call.scope(), name); !removed)
            return std::move(removed).error();
        found = nullptr;
    }
    if (!found)
        return refusal(u"ResourceNotFoundException"_s, u"Secrets Manager can't find the specified secret."_s);
    return *found;
}

Result<Secret> findActive(Call &call)
{
    Result<Secret> secret = find(call);
    if (secret && secret->deletionAt.isValid())
        return markedForDeletion();
    return secret;
}

Result<Secret> findWritable(Call &call)
{
    Result<Secret> secret = find(call);
    if (secret && isReplica(*secret))
        return notOnAReplica();
    if (secret && secret->deletionAt.isValid())
        return markedForDeletion();
    return secret;
}

bool isReplica(const Secret &secret)
{
    return !secret.primaryRegion.isEmpty() && secret.arn.section(u':', 3, 3) != secret.primaryRegion;
}

Error invalidParameter(const QString &message)
{
    return refusal(u"InvalidParameterException"_s, message);
}

Error markedForDeletion()
{
    return refusal(u"InvalidRequestException"_s,
                   u"You can't perform this operation on the secret because it was marked for deletion."_s);
}

Result<RotationSchedule> scheduleFrom(const QJsonObject &rules)
{
    const RotationRules own{rules[u"AutomaticallyAfterDays"].toInt(), rules[u"ScheduleExpression"].toString(),
                            rules[u"Duration"].toString()};
    const bool hasDays = rules.contains(u"AutomaticallyAfterDays"_s);
    Result<RotationSchedule> schedule = RotationSchedule::parse(own);
    if (hasDays == !own.scheduleExpression.isEmpty())
        return invalidParameter(
            u"You must specify either AutomaticallyAfterDays or ScheduleExpression, but not both."_s);
    if (!schedule)
        return invalidParameter(u"The rotation schedule isn't valid: %1."_s.arg(schedule.error().detail));
    return schedule;
}

QString newArn(const Call &call, const QString &name)
{
    constexpr QLatin1StringView alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");
    QString suffix;
    for (int i = 0; i < 6; ++i)
        suffix += alphabet.at(QRandomGenerator::system()->bounded(static_cast<int>(alphabet.size())));
    return u"arn:aws:secretsmanager:%1:%2:secret:%3-%4"_s.arg(call.region, call.caller.account, name, suffix);
}

void moveStages(Secret &secret, const QString &versionId, const QStringList &stages)
{
    const auto move = [&secret](const QString &stage, const QString &to) {
        for (SecretVersion &version : secret.versions)
            version.stages.removeAll(stage);
        if (SecretVersion *target = secret.version(to))
            target->stages << stage;
    };
    for (const QString &stage : stages) {
        const SecretVersion *holder = secret.versionWithStage(stage);
        if (holder && holder->id == versionId)
            continue;
        const QString before = holder ? holder->id : QString();
        move(stage, versionId);
        if (stage == u"AWSCURRENT" && !before.isEmpty())
            move(u"AWSPREVIOUS"_s, before);
    }
}

Result<> makeRoom(Secret &secret, const QDateTime &now)
{
    const auto isYoung = [&now](const SecretVersion &version) { return version.createdAt.addDays(1) > now; };
    for (qsizetype i = 0; i < secret.versions.size() && secret.versions.size() >= mostVersions;) {
        if (secret.versions.at(i).stages.isEmpty() && !isYoung(secret.versions.at(i)))
            secret.versions.removeAt(i);
        else
            ++i;
    }
    if (std::count_if(secret.versions.begin(), secret.versions.end(), isYoung) < mostVersions)
        return {};
    return refusal(u"LimitExceededException"_s,
                   u"The secret has %1 versions that are less than 24 hours old, and can't have more. Versions "
                   "without a staging label are removed when they are older."_s.arg(mostVersions));
}

Result<> readTags(const QJsonArray &array, Tags &tags)
{
    return addTags(array, invalidParameter(u"A secret can have at most 50 tags."_s), tags);
}

Result<> checkKey(const Call &call, const QString &kmsKeyId)
{
    if (kmsKeyId.isEmpty() || kms_keys::canEncrypt(call.scope(), kmsKeyId))
        return {};
    return refusal(
        u"EncryptionFailure"_s,
        u"Secrets Manager can't encrypt the protected secret text using the provided KMS key. Check that the "
        "KMS key is available, enabled, and not in an invalid state."_s);
}

Error invalidNextToken()
{
    return refusal(u"InvalidNextTokenException"_s, u"The NextToken value is invalid."_s);
}

QJsonObject stagesByVersion(const Secret &secret)
{
    QJsonObject stages;
    for (const SecretVersion &version : secret.versions) {
        if (!version.stages.isEmpty())
            stages.insert(version.id, QJsonArray::fromStringList(version.stages));
    }
    return stages;
}

} // namespace keyturn::sandbox::secrets
