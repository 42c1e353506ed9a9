#include "core/stores/resource_policy_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"

namespace keyturn {

ResourcePolicyClient::ResourcePolicyClient(AwsTransport &transport) : m_client(transport, aws_services::secretsManager)
{}

Task<Result<QString>> ResourcePolicyClient::getResourcePolicy(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("GetResourcePolicy", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    co_return answer->value(QLatin1String("ResourcePolicy")).toString();
}

Task<Result<>> ResourcePolicyClient::putResourcePolicy(QString secretId, QString policy) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("ResourcePolicy").string(policy);
    json.key("BlockPublicPolicy").boolean(true).endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("PutResourcePolicy", std::move(body), Repeat::Safe);
}

Task<Result<>> ResourcePolicyClient::deleteResourcePolicy(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("DeleteResourcePolicy", std::move(body), Repeat::Safe);
}

} // namespace keyturn
