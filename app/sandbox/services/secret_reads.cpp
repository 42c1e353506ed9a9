#include "app/sandbox/services/page.h"
#include "app/sandbox/services/secret_rules.h"
#include "app/sandbox/services/secrets_manager.h"
#include "app/sandbox/services/tagging.h"

#include <QRandomGenerator>

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

//! What ListSecrets and DescribeSecret have in common.
QJsonObject metadata(const Secret &secret)
{
    QJsonObject o = secret.rotation;
    o.insert(u"ARN"_s, secret.arn);
    o.insert(u"Name"_s, secret.name);
    addUnlessEmpty(o, u"Description"_s, secret.description);
    addUnlessEmpty(o, u"KmsKeyId"_s, secret.kmsKeyId);
    addUnlessEmpty(o, u"Type"_s, secret.type);
    addUnlessEmpty(o, u"LastChangedDate"_s, timestamp(secret.lastChangedAt));
    addUnlessEmpty(o, u"LastAccessedDate"_s, timestamp(secret.lastAccessedAt));
    addUnlessEmpty(o, u"DeletedDate"_s, timestamp(secret.deletionAt));
    addUnlessEmpty(o, u"CreatedDate"_s, timestamp(secret.createdAt));
    addUnlessEmpty(o, u"Tags"_s, tagList(secret.tags));
    return o;
}

QString sortKey(const Secret &secret, const QString &by)
{
    if (by == u"name")
        return secret.name;
    const QDateTime date = by == u"last-accessed-date"  ? secret.lastAccessedAt
                           : by == u"last-changed-date" ? secret.lastChangedAt
                                                        : secret.createdAt;
    const qint64 ms = date.isValid() ? date.toMSecsSinceEpoch() : 0;
    return QString::number(ms).rightJustified(16, u'0') + u' ' + secret.name;
}

Result<QString> startOfPage(const Call &call)
{
    const QString token = call.text(u"NextToken");
    const std::optional<QString> key = sortKeyOf(token);
    if (!token.isEmpty() && !key)
        return refusal(u"InvalidNextTokenException"_s, u"The NextToken value is invalid."_s);
    return key.value_or(QString());
}

//! AWS keeps the day of the last access, not the time.
QDateTime startOfDay(const QDateTime &now)
{
    return QDateTime(now.date(), QTime(0, 0), Qt::UTC);
}

} // namespace

Answer listSecrets(Call &call)
{
    const QJsonArray filters = call.array(u"Filters");
    if (auto checked = checkFilters(filters); !checked)
        return std::move(checked).error();
    const Result<QString> after = startOfPage(call);
    if (!after)
        return after.error();
    QList<std::pair<QString, const Secret *>> found;
    for (const auto &[name, secret] : call.store.secrets(call.scope())) {
        if (secret.deletionAt.isValid() && (secret.deletionAt <= call.now || !call.flag(u"IncludePlannedDeletion")))
            continue;
        if (matches(secret, call, filters))
            found.emplaceBack(sortKey(secret, call.text(u"SortBy")), &secret);
    }
    const auto [secrets, next] =
        page(std::move(found), *after, call.number(u"MaxResults", 100), call.text(u"SortOrder") != u"asc");
    QJsonArray list;
    for (const Secret *secret : secrets) {
        QJsonObject entry = metadata(*secret);
        addUnlessEmpty(entry, u"SecretVersionsToStages"_s, stagesByVersion(*secret));
        list.append(entry);
    }
    QJsonObject answer{{u"SecretList"_s, list}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer describeSecret(Call &call)
{
    const Result<Secret> secret = find(call);
    if (!secret)
        return secret.error();
    QJsonObject answer = metadata(*secret);
    addUnlessEmpty(answer, u"VersionIdsToStages"_s, stagesByVersion(*secret));
    return answer;
}

Answer getSecretValue(Call &call)
{
    Result<Secret> secret = findActive(call);
    if (!secret)
        return std::move(secret).error();
    const QString id = call.text(u"VersionId");
    const QString stage = call.text(u"VersionStage");
    const QString wanted = id.isEmpty() && stage.isEmpty() ? u"AWSCURRENT"_s : stage;
    SecretVersion *version = id.isEmpty() ? secret->versionWithStage(wanted) : secret->version(id);
    if (version && !id.isEmpty() && !stage.isEmpty() && !version->stages.contains(stage))
        return refusal(u"InvalidRequestException"_s,
                       u"You provided a VersionStage that is not associated to the provided VersionId."_s);
    if (!version || !version->hasValue)
        return refusal(u"ResourceNotFoundException"_s,
                       u"Secrets Manager can't find the specified secret value for %1: %2"_s.arg(
                           id.isEmpty() ? u"staging label"_s : u"VersionId"_s, id.isEmpty() ? wanted : id));
    QJsonObject answer{{u"ARN"_s, secret->arn},
                       {u"Name"_s, secret->name},
                       {u"VersionId"_s, version->id},
                       {u"CreatedDate"_s, timestamp(version->createdAt)}};
    addUnlessEmpty(answer, u"VersionStages"_s, QJsonArray::fromStringList(version->stages));
    if (version->binary)
        answer.insert(u"SecretBinary"_s, QString::fromLatin1(version->value.toBase64()));
    else
        answer.insert(u"SecretString"_s, QString::fromUtf8(version->value));
    const QDateTime today = startOfDay(call.now);
    if (secret->lastAccessedAt != today || version->lastAccessedAt != today) {
        secret->lastAccessedAt = version->lastAccessedAt = today;
        if (auto saved = call.store.save(call.scope(), std::move(*secret)); !saved)
            return std::move(saved).error();
    }
    return answer;
}

Answer listSecretVersionIds(Call &call)
{
    const Result<Secret> secret = find(call);
    if (!secret)
        return secret.error();
    const Result<QString> after = startOfPage(call);
    if (!after)
        return after.error();
    QList<std::pair<QString, const SecretVersion *>> found;
    for (const SecretVersion &version : secret->versions) {
        if (!version.stages.isEmpty() || call.flag(u"IncludeDeprecated"))
            found.emplaceBack(
                QString::number(version.createdAt.toMSecsSinceEpoch()).rightJustified(16, u'0') + version.id, &version);
    }
    const auto [versions, next] = page(std::move(found), *after, call.number(u"MaxResults", 100), true);
    QJsonArray list;
    for (const SecretVersion *version : versions) {
        QJsonObject entry{
            {u"VersionId"_s, version->id},
            {u"CreatedDate"_s, timestamp(version->createdAt)},
            {u"KmsKeyIds"_s, QJsonArray{secret->kmsKeyId.isEmpty() ? u"DefaultEncryptionKey"_s : secret->kmsKeyId}}};
        addUnlessEmpty(entry, u"VersionStages"_s, QJsonArray::fromStringList(version->stages));
        addUnlessEmpty(entry, u"LastAccessedDate"_s, timestamp(version->lastAccessedAt));
        list.append(entry);
    }
    QJsonObject answer{{u"Versions"_s, list}, {u"ARN"_s, secret->arn}, {u"Name"_s, secret->name}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

Answer getRandomPassword(Call &call)
{
    QStringList types;
    if (!call.flag(u"ExcludeLowercase"))
        types << u"abcdefghijklmnopqrstuvwxyz"_s;
    if (!call.flag(u"ExcludeUppercase"))
        types << u"ABCDEFGHIJKLMNOPQRSTUVWXYZ"_s;
    if (!call.flag(u"ExcludeNumbers"))
        types << u"0123456789"_s;
    if (!call.flag(u"ExcludePunctuation"))
        types << u"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"_s;
    if (call.flag(u"IncludeSpace"))
        types << u" "_s;
    const QString excluded = call.text(u"ExcludeCharacters");
    for (QString &type : types)
        type.removeIf([&excluded](QChar c) { return excluded.contains(c); });
    types.removeAll(QString());
    const QString all = types.join(QString());
    const int length = call.number(u"PasswordLength", 32);
    const bool each = call.input.value(u"RequireEachIncludedType").toBool(true);
    if (all.isEmpty() || (each && types.size() > length))
        return refusal(u"InvalidParameterException"_s,
                       u"The password length and the excluded characters leave no possible password."_s);
    QRandomGenerator *random = QRandomGenerator::system();
    QString password;
    for (int i = 0; i < length; ++i) {
        const QString &from = each && i < types.size() ? types.at(i) : all;
        password += from.at(random->bounded(static_cast<int>(from.size())));
    }
    std::shuffle(password.begin(), password.end(), *random);
    return QJsonObject{{u"RandomPassword"_s, password}};
}

} // namespace keyturn::sandbox::secrets
