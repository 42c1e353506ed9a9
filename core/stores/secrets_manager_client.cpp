#include "core/stores/secrets_manager_client.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"
#include "core/stores/request_json.h"
#include "core/stores/version_stage.h"

#include <QJsonArray>
#include <QUuid>

namespace keyturn {

namespace {

constexpr int listPageSize = 100; // the most the API gives

SecretWrite writeFrom(const QJsonObject &json)
{
    return SecretWrite{json.value(QLatin1String("ARN")).toString(), json.value(QLatin1String("Name")).toString(),
                       json.value(QLatin1String("VersionId")).toString(),
                       stringsOf(json.value(QLatin1String("VersionStages")))};
}

SecretValue valueFrom(const SecretAnswer &answer)
{
    SecretValue value;
    value.arn = answer.text(QStringLiteral("ARN"));
    value.name = answer.text(QStringLiteral("Name"));
    value.versionId = answer.text(QStringLiteral("VersionId"));
    value.versionStages = answer.texts(QStringLiteral("VersionStages"));
    value.createdAt = answer.time(QStringLiteral("CreatedDate"));
    value.binary = !answer.has(QStringLiteral("SecretString"));
    if (value.binary) {
        const SecretString base64 = answer.secret(QStringLiteral("SecretBinary"));
        value.value = SecretString::take(QByteArray::fromBase64(base64.bytes().toByteArray()));
    } else {
        value.value = answer.secret(QStringLiteral("SecretString"));
    }
    return value;
}

//! SecretString or SecretBinary, never both.
void writeValue(JsonWriter &json, const SecretString &value, bool binary)
{
    if (!binary) {
        json.key("SecretString").secret(value);
        return;
    }
    QByteArray bytes = value.bytes().toByteArray();
    QByteArray base64 = bytes.toBase64();
    json.key("SecretBinary").utf8(base64);
    wipe(bytes);
    wipe(base64);
}

void writeTags(JsonWriter &json, const QMap<QString, QString> &tags)
{
    json.key("Tags").beginArray();
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag)
        json.beginObject().key("Key").string(tag.key()).key("Value").string(tag.value()).endObject();
    json.endArray();
}

bool isWritable(const SecretString &value, bool binary)
{
    return binary || value.bytes().isValidUtf8();
}

Error notUtf8(const QString &operation)
{
    return Error{ErrorKind::Invalid, {}, QStringLiteral("a SecretString must be valid UTF-8"), {}, {}, operation};
}

SecretString listBody(bool includePlannedDeletion, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("MaxResults").number(listPageSize);
    json.key("IncludePlannedDeletion").boolean(includePlannedDeletion);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

SecretString versionsBody(const QString &secretId, bool includeDeprecated, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("MaxResults").number(listPageSize);
    json.key("IncludeDeprecated").boolean(includeDeprecated);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

Task<Result<Page<SecretMetadata>>> listPage(JsonClient client, SecretString body, std::shared_ptr<ListingReader> reader)
{
    const QByteArray operation("ListSecrets");
    const Result<SecretString> answer = co_await client.text(operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    std::optional<Page<SecretMetadata>> page = reader->secrets(answer->bytes());
    if (!page)
        co_return client.notJson(operation);
    co_return std::move(*page);
}

Task<Result<Page<SecretVersion>>> versionsPage(JsonClient client, SecretString body)
{
    const Result<QJsonObject> answer = co_await client.call("ListSecretVersionIds", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    Page<SecretVersion> page;
    const QJsonArray list = answer->value(QLatin1String("Versions")).toArray();
    for (const QJsonValue &item : list) {
        const QJsonObject json = item.toObject();
        page.items.append(SecretVersion{
            json.value(QLatin1String("VersionId")).toString(), stringsOf(json.value(QLatin1String("VersionStages"))),
            timeOf(json.value(QLatin1String("CreatedDate"))), timeOf(json.value(QLatin1String("LastAccessedDate")))});
    }
    page.nextToken = answer->value(QLatin1String("NextToken")).toString();
    co_return page;
}

Task<Result<SecretWrite>> write(JsonClient client, QByteArray operation, SecretString body, Repeat repeat)
{
    const Result<QJsonObject> answer = co_await client.call(operation, std::move(body), repeat);
    if (!answer)
        co_return answer.error();
    co_return writeFrom(*answer);
}

} // namespace

QString newVersionId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces); // version 4, lower case, from the system's generator
}

SecretsManagerClient::SecretsManagerClient(AwsTransport &transport) :
    m_transport(transport), m_client(transport, aws_services::secretsManager)
{}

PageStream<SecretMetadata> SecretsManagerClient::listSecrets(bool includePlannedDeletion) const
{
    const auto reader = std::make_shared<ListingReader>();
    return PageStream<SecretMetadata>([client = m_client, includePlannedDeletion, reader](const QString &nextToken) {
        return listPage(client, listBody(includePlannedDeletion, nextToken), reader);
    });
}

Task<Result<SecretMetadata>> SecretsManagerClient::describeSecret(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("DescribeSecret");
    const Result<SecretString> answer = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    std::optional<SecretMetadata> secret = ListingReader().secret(answer->bytes());
    if (!secret)
        co_return m_client.notJson(operation);
    if (secret->arn.isEmpty())
        co_return incompleteAnswer(QStringLiteral("secretsmanager:DescribeSecret"), QStringLiteral("ARN"));
    co_return std::move(*secret);
}

Task<Result<SecretValue>> SecretsManagerClient::getSecretValue(QString secretId, QString versionId,
                                                               QString versionStage) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId);
    writeOptional(json, "VersionId", versionId);
    // The label by name: policies may grant it by name, and moto answers a read without one from what was last put.
    const bool isCurrent = versionId.isEmpty() && versionStage.isEmpty();
    writeOptional(json, "VersionStage", isCurrent ? stage::current : versionStage);
    json.endObject();
    SecretString body = std::move(json).take();
    const QByteArray contentType(jsonContentType);
    const Result<SecretString> answer = co_await m_transport.call(aws_services::secretsManager, "GetSecretValue",
                                                                  contentType, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    SecretValue value = valueFrom(SecretAnswer(*answer));
    if (value.versionId.isEmpty())
        co_return incompleteAnswer(QStringLiteral("secretsmanager:GetSecretValue"), QStringLiteral("VersionId"));
    co_return value;
}

PageStream<SecretVersion> SecretsManagerClient::listSecretVersionIds(QString secretId, bool includeDeprecated) const
{
    return PageStream<SecretVersion>([client = m_client, secretId, includeDeprecated](const QString &nextToken) {
        return versionsPage(client, versionsBody(secretId, includeDeprecated, nextToken));
    });
}

Task<Result<SecretWrite>> SecretsManagerClient::createSecret(NewSecret secret, QString token) const
{
    if (!isWritable(secret.value, secret.binary))
        co_return notUtf8(QStringLiteral("secretsmanager:CreateSecret"));
    JsonWriter json;
    json.beginObject().key("Name").string(secret.name).key("ClientRequestToken").string(token);
    writeOptional(json, "Description", secret.description);
    writeOptional(json, "KmsKeyId", secret.kmsKeyId);
    writeValue(json, secret.value, secret.binary);
    if (!secret.tags.isEmpty())
        writeTags(json, secret.tags);
    if (!secret.replicaRegions.isEmpty()) {
        json.key("AddReplicaRegions").beginArray();
        for (const QString &region : std::as_const(secret.replicaRegions))
            json.beginObject().key("Region").string(region).endObject();
        json.endArray();
    }
    json.endObject();
    SecretString body = std::move(json).take();
    co_return co_await write(m_client, "CreateSecret", std::move(body), Repeat::Safe);
}

Task<Result<SecretWrite>> SecretsManagerClient::putSecretValue(QString secretId, SecretString value, bool binary,
                                                               QString token, QStringList stages) const
{
    if (!isWritable(value, binary))
        co_return notUtf8(QStringLiteral("secretsmanager:PutSecretValue"));
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("ClientRequestToken").string(token);
    writeValue(json, value, binary);
    if (!stages.isEmpty()) {
        json.key("VersionStages").beginArray();
        for (const QString &stage : std::as_const(stages))
            json.string(stage);
        json.endArray();
    }
    json.endObject();
    SecretString body = std::move(json).take();
    co_return co_await write(m_client, "PutSecretValue", std::move(body), Repeat::Safe);
}

Task<Result<SecretWrite>> SecretsManagerClient::updateSecret(QString secretId, SecretUpdate update, QString token) const
{
    if (update.value && !isWritable(*update.value, update.binary))
        co_return notUtf8(QStringLiteral("secretsmanager:UpdateSecret"));
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("ClientRequestToken").string(token);
    if (update.description)
        json.key("Description").string(*update.description);
    if (update.kmsKeyId)
        json.key("KmsKeyId").string(*update.kmsKeyId);
    if (update.value)
        writeValue(json, *update.value, update.binary);
    json.endObject();
    SecretString body = std::move(json).take();
    Repeat repeat = Repeat::Safe;
    if (update.value)
        repeat = Repeat::Unsafe; // here, unlike in PutSecretValue, a token that was used before is an error
    co_return co_await write(m_client, "UpdateSecret", std::move(body), repeat);
}

Task<Result<>> SecretsManagerClient::tagResource(QString secretId, QMap<QString, QString> tags) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId);
    writeTags(json, tags);
    json.endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("TagResource", std::move(body), Repeat::Safe);
}

Task<Result<>> SecretsManagerClient::untagResource(QString secretId, QStringList keys) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("TagKeys").beginArray();
    for (const QString &key : std::as_const(keys))
        json.string(key);
    json.endArray().endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("UntagResource", std::move(body), Repeat::Safe);
}

Task<Result<>> SecretsManagerClient::updateSecretVersionStage(QString secretId, QString stage, QString removeFrom,
                                                              QString moveTo) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("VersionStage").string(stage);
    writeOptional(json, "RemoveFromVersionId", removeFrom);
    writeOptional(json, "MoveToVersionId", moveTo);
    json.endObject();
    SecretString body = std::move(json).take();
    // Done twice, the second one is refused, and that would read as somebody else's change.
    co_return co_await m_client.run("UpdateSecretVersionStage", std::move(body), Repeat::Unsafe);
}

Task<Result<QDateTime>> SecretsManagerClient::deleteSecret(QString secretId, int recoveryDays) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId);
    if (recoveryDays > 0)
        json.key("RecoveryWindowInDays").number(recoveryDays);
    else
        json.key("ForceDeleteWithoutRecovery").boolean(true);
    json.endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("DeleteSecret", std::move(body), Repeat::Unsafe);
    if (!answer)
        co_return answer.error();
    co_return timeOf(answer->value(QLatin1String("DeletionDate")));
}

Task<Result<>> SecretsManagerClient::restoreSecret(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("RestoreSecret", std::move(body), Repeat::Safe);
}

} // namespace keyturn
