#include "core/stores/replication_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"

namespace keyturn {

namespace {

QList<ReplicaState> replicasFrom(const SecretAnswer &answer)
{
    QList<ReplicaState> replicas;
    const QList<SecretAnswer> list = answer.objects("ReplicationStatus");
    for (const SecretAnswer &item : list) {
        replicas.append(
            {item.needText("Region"), item.text("KmsKeyId"), item.text("Status"), item.text("StatusMessage")});
    }
    return replicas;
}

//! Both writes answer with the ARN and what replicas there are now.
Task<Result<>> replicaCall(JsonClient client, QByteArray operation, SecretString body)
{
    const Result<SecretString> text = co_await client.text(operation, std::move(body), Repeat::Unsafe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("ARN");
    replicasFrom(answer);
    if (!answer.fault().isEmpty())
        co_return client.badAnswer(operation, answer.fault());
    co_return Result<>();
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
    ListingReader reader;
    std::optional<SecretMetadata> secret = reader.secret(answer->bytes());
    if (!secret)
        co_return m_client.badAnswer(operation, reader.fault());
    const SecretAnswer members(*answer);
    Description description;
    description.secret = std::move(*secret);
    description.replicas = replicasFrom(members);
    if (!members.fault().isEmpty())
        co_return m_client.badAnswer(operation, members.fault());
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
    co_return co_await replicaCall(m_client, "ReplicateSecretToRegions", std::move(body));
}

Task<Result<>> ReplicationClient::removeRegionsFromReplication(QString secretId, QStringList regions) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("RemoveReplicaRegions").beginArray();
    for (const QString &region : std::as_const(regions))
        json.string(region);
    json.endArray().endObject();
    SecretString body = std::move(json).take();
    co_return co_await replicaCall(m_client, "RemoveRegionsFromReplication", std::move(body));
}

} // namespace keyturn
