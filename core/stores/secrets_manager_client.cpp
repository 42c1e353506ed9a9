#include "core/stores/secrets_manager_client.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"
#include "core/stores/request_json.h"
#include "core/stores/secret_pages.h"
#include "core/stores/secret_value_answer.h"
#include "core/stores/version_stage.h"

#include <QUuid>

namespace keyturn {

namespace {

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

//! A write that is answered with what it was asked for: \p versionId empty where no value was sent.
Task<Result<SecretWrite>> write(JsonClient client, QByteArray operation, SecretString body, Repeat repeat,
                                QString versionId)
{
    const Result<SecretString> text = co_await client.text(operation, std::move(body), repeat);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    const SecretWrite written{answer.needText("ARN"), answer.text("Name"), answer.text("VersionId"),
                              answer.texts("VersionStages")};
    if (!versionId.isEmpty() && answer.needText("VersionId") != versionId)
        answer.setFault(QStringLiteral("VersionId is another one than the ClientRequestToken that was sent"));
    if (!answer.fault().isEmpty())
        co_return client.badAnswer(operation, answer.fault());
    co_return written;
}

//! A write whose answer names the secret it was done to.
Task<Result<>> change(JsonClient client, QByteArray operation, SecretString body, Repeat repeat)
{
    const QString noVersion;
    const Result<SecretWrite> done = co_await write(client, operation, std::move(body), repeat, noVersion);
    if (!done)
        co_return done.error();
    co_return Result<>();
}

} // namespace

QString newVersionId()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces); // version 4, lower case, from the system's generator
}

SecretsManagerClient::SecretsManagerClient(AwsTransport &transport) : m_client(transport, aws_services::secretsManager)
{}

Error SecretsManagerClient::badAnswer(const QByteArray &operation, const QString &detail) const
{
    return m_client.badAnswer(operation, detail);
}

PageStream<SecretMetadata> SecretsManagerClient::listSecrets(bool includePlannedDeletion) const
{
    return secretPages(m_client, includePlannedDeletion);
}

PageStream<SecretVersion> SecretsManagerClient::listSecretVersionIds(QString secretId, bool includeDeprecated) const
{
    return versionPages(m_client, std::move(secretId), includeDeprecated);
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
    ListingReader reader;
    std::optional<SecretMetadata> secret = reader.secret(answer->bytes());
    if (!secret)
        co_return m_client.badAnswer(operation, reader.fault());
    if (!isAnswerFor(secretId, secret->arn, secret->name))
        co_return m_client.badAnswer(operation, otherSecret(secretId));
    co_return std::move(*secret);
}

Task<Result<SecretValue>> SecretsManagerClient::getSecretValue(QString secretId, QString versionId,
                                                               QString versionStage) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId);
    writeOptional(json, "VersionId", versionId);
    // The label by name: policies may grant it by name, and moto answers a read without one from what was last put.
    const QString wanted = versionId.isEmpty() && versionStage.isEmpty() ? stage::current : versionStage;
    writeOptional(json, "VersionStage", wanted);
    json.endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("GetSecretValue");
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    SecretValue value = valueFrom(answer);
    if (!isAnswerFor(secretId, value.arn, value.name))
        answer.setFault(otherSecret(secretId));
    if (!versionId.isEmpty() && value.versionId != versionId)
        answer.setFault(QStringLiteral("the answer is of another version: VersionId is not the one asked for"));
    if (!wanted.isEmpty() && !value.versionStages.contains(wanted)) // AWS and emulators always give them
        answer.setFault(
            QStringLiteral("the answer is not of the version asked for: its VersionStages lack %1").arg(wanted));
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return value;
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
    co_return co_await write(m_client, "CreateSecret", std::move(body), Repeat::Safe, token);
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
    co_return co_await write(m_client, "PutSecretValue", std::move(body), Repeat::Safe, token);
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
    const QString versionId = update.value ? token : QString();
    co_return co_await write(m_client, "UpdateSecret", std::move(body), repeat, versionId);
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
    co_return co_await change(m_client, "UpdateSecretVersionStage", std::move(body), Repeat::Unsafe);
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
    const QByteArray operation("DeleteSecret");
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Unsafe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("ARN");
    const QDateTime goneAt = answer.needTime("DeletionDate");
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return goneAt;
}

Task<Result<>> SecretsManagerClient::restoreSecret(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    co_return co_await change(m_client, "RestoreSecret", std::move(body), Repeat::Safe);
}

} // namespace keyturn
