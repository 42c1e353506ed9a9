#include "core/stores/replication_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace keyturn {

namespace {

QList<ReplicaState> replicasFrom(QByteArrayView answer)
{
    QList<ReplicaState> replicas;
    const QJsonObject json = QJsonDocument::fromJson(answer.toByteArray()).object();
    for (const QJsonValue &item : json.value(QLatin1String("ReplicationStatus")).toArray()) {
        const auto text = [&item](const char *name) { return item[QLatin1String(name)].toString(); };
        replicas.append({text("Region"), text("KmsKeyId"), text("Status"), text("StatusMessage")});
    }
    return replicas;
}

} // namespace

ReplicationClient::ReplicationClient(AwsTransport &transport) : m_client(transport, aws_services::secretsManager)
{}

Task<Result<ReplicationClient::Description>> ReplicationClient::describeSecret(QString secretId) const
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
    Description description;
    description.secret = std::move(*secret);
    description.replicas = replicasFrom(answer->bytes());
    co_return description;
}

Task<Result<>> ReplicationClient::replicateSecretToRegions(QString secretId, QMap<QString, QString> replicas) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("AddReplicaRegions").beginArray();
    for (auto it = replicas.cbegin(); it != replicas.cend(); ++it) {
        json.beginObject().key("Region").string(it.key());
        if (!it->isEmpty())
            json.key("KmsKeyId").string(*it);
        json.endObject();
    }
    json.endArray().endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("ReplicateSecretToRegions");
    co_return co_await m_client.run(operation, std::move(body), Repeat::Unsafe);
}

Task<Result<>> ReplicationClient::removeRegionsFromReplication(QString secretId, QStringList regions) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("RemoveReplicaRegions").beginArray();
    for (const QString &region : std::as_const(regions))
        json.string(region);
    json.endArray().endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("RemoveRegionsFromReplication");
    co_return co_await m_client.run(operation, std::move(body), Repeat::Unsafe);
}

} // namespace keyturn
