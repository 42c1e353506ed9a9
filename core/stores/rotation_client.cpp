#include "core/stores/rotation_client.h"

#include "core/aws/aws_services.h"
#include "core/stores/answer_reading.h"
#include "core/stores/request_json.h"

namespace keyturn {

namespace {

void writeRules(JsonWriter &json, const RotationRules &rules)
{
    if (rules == RotationRules())
        return;
    json.key("RotationRules").beginObject();
    if (rules.automaticallyAfterDays > 0)
        json.key("AutomaticallyAfterDays").number(rules.automaticallyAfterDays);
    writeOptional(json, "ScheduleExpression", rules.scheduleExpression);
    writeOptional(json, "Duration", rules.duration);
    json.endObject();
}

} // namespace

RotationClient::RotationClient(AwsTransport &transport) : m_client(transport, aws_services::secretsManager)
{}

Error RotationClient::badAnswer(const QByteArray &operation, const QString &detail) const
{
    return m_client.badAnswer(operation, detail);
}

Task<Result<>> RotationClient::rotateSecret(QString secretId, Setup setup, QString token) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("ClientRequestToken").string(token);
    writeOptional(json, "RotationLambdaARN", setup.lambdaArn);
    writeRules(json, setup.rules);
    json.key("RotateImmediately").boolean(setup.immediately).endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("RotateSecret");
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("ARN");
    answer.needText("Name");
    answer.text("VersionId"); // of the rotation that it began, if any
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return Result<>();
}

Task<Result<QString>> RotationClient::cancelRotateSecret(QString secretId) const
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("CancelRotateSecret");
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    answer.needText("ARN");
    answer.needText("Name");
    const QString version = answer.text("VersionId");
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return version;
}

} // namespace keyturn
