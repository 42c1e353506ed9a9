#include "app/sandbox/services/secret_rules.h"

#include <QRandomGenerator>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

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

Result<Secret> find(Call &call)
{
    const Secret *found = lookUp(call, call.text(u"SecretId"));
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

Error markedForDeletion()
{
    return refusal(u"InvalidRequestException"_s,
                   u"You can't perform this operation on the secret because it was marked for deletion."_s);
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

void dropDeprecated(Secret &secret, const QDateTime &now)
{
    auto spare = secret.versions.size() - 100;
    for (qsizetype i = 0; i < secret.versions.size() && spare > 0;) {
        const SecretVersion &version = secret.versions.at(i);
        if (version.stages.isEmpty() && version.createdAt.addDays(1) < now) {
            secret.versions.removeAt(i);
            --spare;
        } else {
            ++i;
        }
    }
}

Result<> readTags(const QJsonArray &array, Tags &tags)
{
    for (const QJsonValue &tag : array) {
        const QString key = tag[u"Key"].toString();
        const QString value = tag[u"Value"].toString();
        if (key.isEmpty() || key.size() > 128)
            return validationError(
                {constraintProblem(key, u"tags.1.member.key"_s, u"Member must have length between 1 and 128"_s)});
        if (value.size() > 256)
            return validationError({constraintProblem(value, u"tags.1.member.value"_s,
                                                      u"Member must have length less than or equal to 256"_s)});
        if (key.startsWith(u"aws:"_s, Qt::CaseInsensitive))
            return refusal(u"InvalidParameterException"_s,
                           u"Tag keys can't start with aws:. That prefix is reserved for use by AWS."_s);
        tags.insert(key, value);
    }
    if (tags.size() > 50)
        return refusal(u"InvalidParameterException"_s, u"A secret can have at most 50 tags."_s);
    return {};
}

QJsonArray tagList(const Tags &tags)
{
    QJsonArray list;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        list.append(QJsonObject{{u"Key"_s, it.key()}, {u"Value"_s, it.value()}});
    return list;
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
