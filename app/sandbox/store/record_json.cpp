#include "app/sandbox/store/record_json.h"

#include "app/sandbox/wire/json_text.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

QStringList strings(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &item : value.toArray())
        list << item.toString();
    return list;
}

Tags tagsFromJson(const QJsonObject &object)
{
    Tags tags;
    for (auto it = object.begin(); it != object.end(); ++it)
        tags.insert(it.key(), it.value().toString());
    return tags;
}

} // namespace

QJsonObject toJson(const Tags &tags)
{
    QJsonObject object;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

namespace {

QJsonArray toJson(const QList<Replica> &replicas)
{
    QJsonArray list;
    for (const Replica &replica : replicas) {
        list.append(QJsonObject{{u"region"_s, replica.region},
                                {u"kmsKeyId"_s, replica.kmsKeyId},
                                {u"status"_s, replica.status},
                                {u"message"_s, replica.message}});
    }
    return list;
}

QList<Replica> replicasFromJson(const QJsonValue &value)
{
    QList<Replica> replicas;
    for (const QJsonValue &r : value.toArray())
        replicas << Replica{r[u"region"].toString(), r[u"kmsKeyId"].toString(), r[u"status"].toString(),
                            r[u"message"].toString()};
    return replicas;
}

QJsonObject toJson(const RotationTask &task)
{
    if (task.versionId.isEmpty())
        return {};
    return {{u"version"_s, task.versionId},
            {u"testOnly"_s, task.testOnly},
            {u"attempts"_s, task.attempts},
            {u"notBefore"_s, jsonTime(task.notBefore)}};
}

RotationTask rotationTaskFromJson(const QJsonValue &o)
{
    return {o[u"version"].toString(), o[u"testOnly"].toBool(), o[u"attempts"].toInt(), timeFromJson(o[u"notBefore"])};
}

} // namespace

QByteArray toJson(const Secret &secret)
{
    QJsonArray versions;
    for (const SecretVersion &version : secret.versions) {
        versions.append(QJsonObject{{u"id"_s, version.id},
                                    {u"stages"_s, QJsonArray::fromStringList(version.stages)},
                                    {u"created"_s, jsonTime(version.createdAt)},
                                    {u"accessed"_s, jsonTime(version.lastAccessedAt)},
                                    {u"binary"_s, version.binary},
                                    {u"value"_s, version.hasValue}});
    }
    return jsonText(QJsonObject{{u"arn"_s, secret.arn},
                                {u"name"_s, secret.name},
                                {u"description"_s, secret.description},
                                {u"kmsKeyId"_s, secret.kmsKeyId},
                                {u"type"_s, secret.type},
                                {u"tags"_s, toJson(secret.tags)},
                                {u"created"_s, jsonTime(secret.createdAt)},
                                {u"changed"_s, jsonTime(secret.lastChangedAt)},
                                {u"accessed"_s, jsonTime(secret.lastAccessedAt)},
                                {u"deletion"_s, jsonTime(secret.deletionAt)},
                                {u"owner"_s, secret.owningService},
                                {u"policy"_s, secret.resourcePolicy},
                                {u"primaryRegion"_s, secret.primaryRegion},
                                {u"replicas"_s, toJson(secret.replicas)},
                                {u"rotation"_s, secret.rotation},
                                {u"rotationWindow"_s, jsonTime(secret.rotationWindowAt)},
                                {u"rotationTask"_s, toJson(secret.rotationTask)},
                                {u"versions"_s, versions}});
}

Secret secretFromJson(const QByteArray &json)
{
    const QJsonObject o = jsonDocument(json).object();
    Secret secret;
    secret.arn = o[u"arn"].toString();
    secret.name = o[u"name"].toString();
    secret.description = o[u"description"].toString();
    secret.kmsKeyId = o[u"kmsKeyId"].toString();
    secret.type = o[u"type"].toString();
    secret.tags = tagsFromJson(o[u"tags"].toObject());
    secret.createdAt = timeFromJson(o[u"created"]);
    secret.lastChangedAt = timeFromJson(o[u"changed"]);
    secret.lastAccessedAt = timeFromJson(o[u"accessed"]);
    secret.deletionAt = timeFromJson(o[u"deletion"]);
    secret.owningService = o[u"owner"].toString();
    secret.resourcePolicy = o[u"policy"].toString();
    secret.primaryRegion = o[u"primaryRegion"].toString();
    secret.replicas = replicasFromJson(o[u"replicas"]);
    secret.rotation = o[u"rotation"].toObject();
    secret.rotationWindowAt = timeFromJson(o[u"rotationWindow"]);
    secret.rotationTask = rotationTaskFromJson(o[u"rotationTask"]);
    for (const QJsonValue &value : o[u"versions"].toArray()) {
        SecretVersion version;
        version.id = value[u"id"].toString();
        version.stages = strings(value[u"stages"]);
        version.createdAt = timeFromJson(value[u"created"]);
        version.lastAccessedAt = timeFromJson(value[u"accessed"]);
        version.binary = value[u"binary"].toBool();
        version.hasValue = value[u"value"].toBool();
        secret.versions << version;
    }
    return secret;
}

QByteArray toJson(const Parameter &parameter)
{
    QJsonArray versions;
    for (const ParameterVersion &version : parameter.versions) {
        QJsonArray fired;
        for (const int policy : version.firedPolicies)
            fired.append(policy);
        versions.append(QJsonObject{{u"version"_s, version.version},
                                    {u"value"_s, jsonString(version.value)},
                                    {u"modified"_s, jsonTime(version.modifiedAt)},
                                    {u"by"_s, version.modifiedBy},
                                    {u"keyId"_s, version.keyId},
                                    {u"description"_s, version.description},
                                    {u"allowedPattern"_s, version.allowedPattern},
                                    {u"tier"_s, version.tier},
                                    {u"policies"_s, version.policies},
                                    {u"fired"_s, fired},
                                    {u"awaitsImage"_s, version.awaitsImage},
                                    {u"dataTypeBefore"_s, version.dataTypeBefore},
                                    {u"labels"_s, QJsonArray::fromStringList(version.labels)}});
    }
    return jsonText(QJsonObject{{u"name"_s, parameter.name},
                                {u"arn"_s, parameter.arn},
                                {u"type"_s, parameter.type},
                                {u"dataType"_s, parameter.dataType},
                                {u"tags"_s, toJson(parameter.tags)},
                                {u"versions"_s, versions}});
}

Parameter parameterFromJson(const QByteArray &json)
{
    const QJsonObject o = jsonDocument(json).object();
    Parameter parameter;
    parameter.name = o[u"name"].toString();
    parameter.arn = o[u"arn"].toString();
    parameter.type = o[u"type"].toString();
    parameter.dataType = o[u"dataType"].toString();
    parameter.tags = tagsFromJson(o[u"tags"].toObject());
    for (const QJsonValue &value : o[u"versions"].toArray()) {
        ParameterVersion version;
        version.version = value[u"version"].toInteger();
        version.value = value[u"value"].toString().toUtf8();
        version.modifiedAt = timeFromJson(value[u"modified"]);
        version.modifiedBy = value[u"by"].toString();
        version.keyId = value[u"keyId"].toString();
        version.description = value[u"description"].toString();
        version.allowedPattern = value[u"allowedPattern"].toString();
        version.tier = value[u"tier"].toString();
        version.policies = value[u"policies"].toString();
        for (const QJsonValue &policy : value[u"fired"].toArray())
            version.firedPolicies << policy.toInt();
        version.awaitsImage = value[u"awaitsImage"].toBool();
        version.dataTypeBefore = value[u"dataTypeBefore"].toString();
        version.labels = strings(value[u"labels"]);
        parameter.versions << version;
    }
    return parameter;
}

} // namespace keyturn::sandbox
