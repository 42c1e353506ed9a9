#include "app/sandbox/secretsmanager/secret_rules.h"
#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/service/page.h"
#include "app/sandbox/wire/json_text.h"

namespace keyturn::sandbox::secrets {

namespace {

using namespace Qt::StringLiterals;

//! AWS keeps the day of the last access, not the time.
QDateTime startOfDay(const QDateTime &now)
{
    return QDateTime(now.date(), QTime(0, 0), Qt::UTC);
}

struct Batch {
    QJsonArray values;
    QJsonArray errors;
};

//! One secret that cannot be read does not fail the others.
Result<> addTo(Batch &batch, Call &call, const QString &id)
{
    call.input.insert(u"SecretId"_s, id);
    auto permitted = permitSecret(call, u"secretsmanager:GetSecretValue"_s);
    Answer value = permitted ? getSecretValue(call) : Answer(std::move(permitted).error());
    if (value) {
        batch.values.append(*value);
        return {};
    }
    if (value.error().kind == ErrorKind::Io)
        return std::move(value).error();
    batch.errors.append(
        QJsonObject{{u"SecretId"_s, id}, {u"ErrorCode"_s, value.error().code}, {u"Message"_s, value.error().detail}});
    return {};
}

} // namespace

Answer readValue(Call &call, Secret secret, const QString &id, const QString &stage)
{
    const QString wanted = id.isEmpty() && stage.isEmpty() ? u"AWSCURRENT"_s : stage;
    SecretVersion *version = id.isEmpty() ? secret.versionWithStage(wanted) : secret.version(id);
    if (version && !id.isEmpty() && !stage.isEmpty() && !version->stages.contains(stage))
        return refusal(u"InvalidRequestException"_s,
                       u"You provided a VersionStage that is not associated to the provided VersionId."_s);
    if (!version || !version->hasValue)
        return refusal(u"ResourceNotFoundException"_s,
                       u"Secrets Manager can't find the specified secret value for %1: %2"_s.arg(
                           id.isEmpty() ? u"staging label"_s : u"VersionId"_s, id.isEmpty() ? wanted : id));
    QJsonObject answer{{u"ARN"_s, secret.arn},
                       {u"Name"_s, secret.name},
                       {u"VersionId"_s, version->id},
                       {u"CreatedDate"_s, timestamp(version->createdAt)}};
    addUnlessEmpty(answer, u"VersionStages"_s, QJsonArray::fromStringList(version->stages));
    if (version->binary)
        answer.insert(u"SecretBinary"_s, QString::fromLatin1(version->value.toBase64()));
    else
        answer.insert(u"SecretString"_s, jsonString(version->value));
    const QDateTime today = startOfDay(call.now);
    if (secret.lastAccessedAt != today || version->lastAccessedAt != today) {
        secret.lastAccessedAt = version->lastAccessedAt = today;
        if (auto saved = call.store.save(call.scope(), std::move(secret)); !saved) // each region has its own dates
            return std::move(saved).error();
    }
    return answer;
}

Answer getSecretValue(Call &call)
{
    Result<Secret> secret = findActive(call);
    if (!secret)
        return std::move(secret).error();
    return readValue(call, std::move(*secret), call.text(u"VersionId"), call.text(u"VersionStage"));
}

Answer batchGetSecretValue(Call &call)
{
    const QStringList ids = call.strings(u"SecretIdList");
    const QJsonArray filters = call.array(u"Filters");
    if (ids.isEmpty() == filters.isEmpty())
        return invalidParameter(u"Either 'SecretIdList' or 'Filters' must be provided, but not both."_s);
    if (!ids.isEmpty() && call.has(u"MaxResults"))
        return invalidParameter(
            u"'Filters' not specified. 'Filters' must also be specified when 'MaxResults' is provided."_s);
    if (auto checked = checkFilters(filters); !checked)
        return std::move(checked).error();
    const std::optional<QString> after = startOfPage(call);
    if (!after)
        return invalidNextToken();
    QList<std::pair<QString, QString>> found;
    if (!filters.isEmpty()) {
        for (const auto &[name, secret] : call.store.secrets(call.scope())) {
            if (!secret.deletionAt.isValid() && matches(secret, filters))
                found.emplaceBack(name, name);
        }
    }
    const auto [names, next] = page(call, std::move(found), *after, call.number(u"MaxResults", 20));
    Batch batch;
    for (const QString &id : ids.isEmpty() ? names : ids) {
        if (auto added = addTo(batch, call, id); !added)
            return std::move(added).error();
    }
    QJsonObject answer{{u"SecretValues"_s, batch.values}, {u"Errors"_s, batch.errors}};
    addUnlessEmpty(answer, u"NextToken"_s, next);
    return answer;
}

} // namespace keyturn::sandbox::secrets
