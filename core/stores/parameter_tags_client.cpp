#include "core/stores/parameter_tags_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"

#include <QJsonArray>

namespace keyturn {

ParameterTagsClient::ParameterTagsClient(AwsTransport &transport) : m_client(transport, aws_services::ssm)
{}

Task<Result<QMap<QString, QString>>> ParameterTagsClient::listTagsForResource(QString name) const
{
    JsonWriter json;
    json.beginObject().key("ResourceType").string(QStringLiteral("Parameter"));
    json.key("ResourceId").string(name).endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("ListTagsForResource", std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    QMap<QString, QString> tags;
    for (const QJsonValue &tag : answer->value(QLatin1String("TagList")).toArray())
        tags.insert(tag[QLatin1String("Key")].toString(), tag[QLatin1String("Value")].toString());
    co_return tags;
}

} // namespace keyturn
