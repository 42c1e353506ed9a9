#include "core/aws/kms_client.h"

#include "core/aws/page_guard.h"
#include "core/base/json_writer.h"

#include <QElapsedTimer>
#include <QJsonArray>

namespace keyturn {

KmsClient::KmsClient(AwsTransport &transport) : m_client(transport, aws_services::kms)
{}

namespace {

constexpr int aliasesPerPage = 100; // the most the API gives

struct AliasPage {
    QList<KmsAlias> aliases;
    QString nextMarker;
    QString fault; // empty: an answer as the service model describes it
};

bool isAbsentOr(const QJsonValue &value, QJsonValue::Type type)
{
    return value.isUndefined() || value.isNull() || value.type() == type;
}

AliasPage pageFrom(const QJsonObject &answer)
{
    AliasPage page;
    const QJsonValue list = answer.value(QLatin1String("Aliases"));
    if (!list.isArray())
        page.fault = QStringLiteral("the answer has no Aliases");
    for (const QJsonValue alias : list.toArray()) {
        const QString name = alias[QLatin1String("AliasName")].toString();
        if (name.isEmpty())
            page.fault = QStringLiteral("an item of Aliases has no AliasName");
        const QJsonValue target = alias[QLatin1String("TargetKeyId")];
        if (!isAbsentOr(target, QJsonValue::String))
            page.fault = QStringLiteral("TargetKeyId is no text");
        page.aliases.append({name, target.toString()});
    }
    const QJsonValue truncated = answer.value(QLatin1String("Truncated"));
    const QJsonValue marker = answer.value(QLatin1String("NextMarker"));
    if (!isAbsentOr(truncated, QJsonValue::Bool))
        page.fault = QStringLiteral("Truncated is neither true nor false");
    if (!isAbsentOr(marker, QJsonValue::String) || (truncated.toBool() && marker.toString().isEmpty()))
        page.fault = QStringLiteral("there is more, but NextMarker does not lead to it");
    if (truncated.toBool())
        page.nextMarker = marker.toString();
    return page;
}

} // namespace

Task<Result<QList<KmsAlias>>> KmsClient::listAliases() const
{
    const QByteArray operation("ListAliases");
    QList<KmsAlias> aliases;
    PageGuard guard(aliasesPerPage);
    QString marker;
    do {
        JsonWriter json;
        json.beginObject().key("Limit").number(aliasesPerPage);
        if (!marker.isEmpty())
            json.key("Marker").string(marker);
        json.endObject();
        SecretString body = std::move(json).take();
        QElapsedTimer asked;
        asked.start();
        const Result<QJsonObject> answer = co_await m_client.call(operation, std::move(body), Repeat::Safe);
        if (!answer)
            co_return answer.error();
        AliasPage page = pageFrom(*answer);
        size_t content = 0;
        for (const KmsAlias &alias : std::as_const(page.aliases))
            content = qHash(alias.name, content);
        const std::chrono::milliseconds spent(asked.elapsed());
        if (page.fault.isEmpty())
            page.fault = guard.fault({page.aliases.size(), page.nextMarker, content, spent});
        if (!page.fault.isEmpty())
            co_return m_client.badAnswer(operation, page.fault);
        aliases.append(page.aliases);
        marker = page.nextMarker;
    } while (!marker.isEmpty());
    co_return aliases;
}

Task<Result<QString>> KmsClient::describeKey(QString id) const
{
    const QByteArray operation("DescribeKey");
    JsonWriter json;
    json.beginObject().key("KeyId").string(id).endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call(operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QString arn = answer->value(QLatin1String("KeyMetadata"))[QLatin1String("Arn")].toString();
    if (arn.isEmpty())
        co_return m_client.badAnswer(operation, QStringLiteral("the answer has no KeyMetadata.Arn"));
    co_return arn;
}

Task<Result<QString>> KmsClient::getKeyPolicy(QString keyId) const
{
    const QByteArray operation("GetKeyPolicy");
    JsonWriter json;
    json.beginObject().key("KeyId").string(keyId).key("PolicyName").string(u"default").endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call(operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QJsonValue policy = answer->value(QLatin1String("Policy"));
    if (policy.toString().isEmpty())
        co_return m_client.badAnswer(operation, QStringLiteral("the answer has no Policy"));
    co_return policy.toString();
}

} // namespace keyturn
