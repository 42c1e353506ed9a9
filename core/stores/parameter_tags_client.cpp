#include "core/stores/parameter_tags_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"

namespace keyturn {

ParameterTagsClient::ParameterTagsClient(AwsTransport &transport) : m_client(transport, aws_services::ssm)
{}

Task<Result<QMap<QString, QString>>> ParameterTagsClient::listTagsForResource(QString name) const
{
    JsonWriter json;
    json.beginObject().key("ResourceType").string(QStringLiteral("Parameter"));
    json.key("ResourceId").string(name).endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("ListTagsForResource");
    const Result<SecretString> text = co_await m_client.text(operation, std::move(body), Repeat::Safe);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    QMap<QString, QString> tags;
    const QList<SecretAnswer> list = answer.needObjects("TagList");
    for (const SecretAnswer &tag : list)
        tags.insert(tag.needText("Key"), tag.text("Value"));
    if (!answer.fault().isEmpty())
        co_return m_client.badAnswer(operation, answer.fault());
    co_return tags;
}

} // namespace keyturn
