#include "core/aws/kms_client.h"

#include "core/base/json_writer.h"

#include <QJsonArray>

namespace keyturn {

KmsClient::KmsClient(AwsTransport &transport) : m_client(transport, aws_services::kms)
{}

Task<Result<QList<KmsAlias>>> KmsClient::listAliases() const
{
    QList<KmsAlias> aliases;
    QString marker;
    do {
        JsonWriter json;
        json.beginObject().key("Limit").number(100);
        if (!marker.isEmpty())
            json.key("Marker").string(marker);
        json.endObject();
        SecretString body = std::move(json).take();
        const QByteArray operation("ListAliases");
        const Result<QJsonObject> answer = co_await m_client.call(operation, std::move(body), Repeat::Safe);
        if (!answer)
            co_return answer.error();
        for (const QJsonValue alias : answer->value(QLatin1String("Aliases")).toArray())
            aliases.append(
                {alias[QLatin1String("AliasName")].toString(), alias[QLatin1String("TargetKeyId")].toString()});
        const QString before = marker;
        const bool goesOn = answer->value(QLatin1String("Truncated")).toBool();
        marker = goesOn ? answer->value(QLatin1String("NextMarker")).toString() : QString();
        if (marker == before) // a server that repeats a marker never ends
            break;
    } while (!marker.isEmpty());
    co_return aliases;
}

} // namespace keyturn
