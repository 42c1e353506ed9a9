#include "core/stores/resource_policy_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"

namespace keyturn {

namespace {

//! Each of the three verbs answers with the ARN, and GetResourcePolicy with the policy. Empty where there is none.
Task<Result<QString>> policyCall(JsonClient client, QByteArray operation, SecretString body)
{
    const Result<SecretString> text = co_await client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("ARN");
    (void)answer.text("Name"); // of another type it is no answer of this call
    const QString policy = answer.text("ResourcePolicy");
    if (!answer.fault().isEmpty())
        co_return client.badAnswer(operation, answer.fault());
    co_return policy;
}

} // namespace

ResourcePolicyClient::ResourcePolicyClient(AwsTransport &transport) : m_client(transport, aws_services::secretsManager)
{}

Task<Result<QString>> ResourcePolicyClient::getResourcePolicy(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    co_return co_await policyCall(m_client, "GetResourcePolicy", std::move(body));
}

Task<Result<>> ResourcePolicyClient::putResourcePolicy(QString secretId, QString policy) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("ResourcePolicy").string(policy);
    json.key("BlockPublicPolicy").boolean(true).endObject();
    SecretString body = std::move(json).take();
    const Result<QString> done = co_await policyCall(m_client, "PutResourcePolicy", std::move(body));
    if (!done)
        co_return done.error();
    co_return Result<>();
}

Task<Result<>> ResourcePolicyClient::deleteResourcePolicy(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    const Result<QString> done = co_await policyCall(m_client, "DeleteResourcePolicy", std::move(body));
    if (!done)
        co_return done.error();
    co_return Result<>();
}

} // namespace keyturn
