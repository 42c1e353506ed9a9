#include "core/stores/parameter_store_client.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"
#include "core/stores/request_json.h"

#include <QJsonArray>

namespace keyturn {

namespace {

// The most the API gives at once.
constexpr int describePageSize = 50;
constexpr int historyPageSize = 50;
constexpr int byPathPageSize = 10;
constexpr qsizetype namesPerGet = 10;

Parameter parameterFrom(const SecretAnswer &answer)
{
    return Parameter{answer.text(QStringLiteral("ARN")),        answer.text(QStringLiteral("Name")),
                     answer.text(QStringLiteral("Type")),       answer.secret(QStringLiteral("Value")),
                     answer.integer(QStringLiteral("Version")), answer.time(QStringLiteral("LastModifiedDate")),
                     answer.text(QStringLiteral("DataType"))};
}

ParameterVersion versionFrom(const SecretAnswer &answer)
{
    ParameterVersion version;
    version.version = answer.integer(QStringLiteral("Version"));
    version.value = answer.secret(QStringLiteral("Value"));
    version.lastModifiedAt = answer.time(QStringLiteral("LastModifiedDate"));
    version.lastModifiedUser = answer.text(QStringLiteral("LastModifiedUser"));
    version.labels = answer.texts(QStringLiteral("Labels"));
    version.type = answer.text(QStringLiteral("Type"));
    version.keyId = answer.text(QStringLiteral("KeyId"));
    version.description = answer.text(QStringLiteral("Description"));
    version.allowedPattern = answer.text(QStringLiteral("AllowedPattern"));
    version.tier = answer.text(QStringLiteral("Tier"));
    version.dataType = answer.text(QStringLiteral("DataType"));
    const QList<SecretAnswer> policies = answer.objects(QStringLiteral("Policies"));
    for (const SecretAnswer &policy : policies) {
        version.policies.append(ParameterPolicy::fromText(policy.text(QStringLiteral("PolicyText")),
                                                          policy.text(QStringLiteral("PolicyStatus"))));
    }
    return version;
}

void writeStrings(JsonWriter &json, QByteArrayView name, const QStringList &strings)
{
    json.key(name).beginArray();
    for (const QString &string : strings)
        json.string(string);
    json.endArray();
}

//! DescribeParameters with at most one filter; \p key empty for none.
SecretString describeBody(QByteArrayView key, QByteArrayView option, const QStringList &values,
                          const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("MaxResults").number(describePageSize);
    if (!key.isEmpty()) {
        json.key("ParameterFilters").beginArray().beginObject();
        json.key("Key").utf8(key).key("Option").utf8(option);
        writeStrings(json, "Values", values);
        json.endObject().endArray();
    }
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

SecretString getBody(const QStringList &names)
{
    JsonWriter json;
    json.beginObject();
    writeStrings(json, "Names", names);
    json.key("WithDecryption").boolean(true).endObject();
    return std::move(json).take();
}

SecretString byPathBody(const QString &path, bool recursive, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("Path").string(path).key("Recursive").boolean(recursive);
    json.key("WithDecryption").boolean(true).key("MaxResults").number(byPathPageSize);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

SecretString historyBody(const QString &name, bool withDecryption, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).key("WithDecryption").boolean(withDecryption);
    json.key("MaxResults").number(historyPageSize);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

//! LabelParameterVersion and UnlabelParameterVersion; both may be repeated.
Task<Result<QStringList>> labelCall(JsonClient client, QByteArray operation, QString name, qint64 version,
                                    QStringList labels)
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).key("ParameterVersion").number(version);
    writeStrings(json, "Labels", labels);
    json.endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await client.call(operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    co_return stringsOf(answer->value(QLatin1String("InvalidLabels")));
}

Task<Result<Page<ParameterMetadata>>> describePage(JsonClient client, SecretString body,
                                                   std::shared_ptr<ListingReader> reader)
{
    const QByteArray operation("DescribeParameters");
    const Result<SecretString> answer = co_await client.text(operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    std::optional<Page<ParameterMetadata>> page = reader->parameters(answer->bytes());
    if (!page)
        co_return client.notJson(operation);
    co_return std::move(*page);
}

//! One answer with values in it; \p transport outlives the task.
Task<Result<SecretAnswer>> valuesCall(AwsTransport &transport, QByteArray operation, SecretString body)
{
    const QByteArray contentType(jsonContentType);
    const Result<SecretString> answer =
        co_await transport.call(aws_services::ssm, operation, contentType, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    co_return SecretAnswer(*answer);
}

Task<Result<Page<Parameter>>> byPathPage(AwsTransport &transport, SecretString body)
{
    const Result<SecretAnswer> answer = co_await valuesCall(transport, "GetParametersByPath", std::move(body));
    if (!answer)
        co_return answer.error();
    Page<Parameter> page;
    const QList<SecretAnswer> list = answer->objects(QStringLiteral("Parameters"));
    for (const SecretAnswer &item : list)
        page.items.append(parameterFrom(item));
    page.nextToken = answer->text(QStringLiteral("NextToken"));
    co_return page;
}

Task<Result<Page<ParameterVersion>>> historyPage(AwsTransport &transport, SecretString body)
{
    const Result<SecretAnswer> answer = co_await valuesCall(transport, "GetParameterHistory", std::move(body));
    if (!answer)
        co_return answer.error();
    Page<ParameterVersion> page;
    const QList<SecretAnswer> list = answer->objects(QStringLiteral("Parameters"));
    for (const SecretAnswer &item : list)
        page.items.append(versionFrom(item));
    page.nextToken = answer->text(QStringLiteral("NextToken")); // the last page may say ""
    co_return page;
}

} // namespace

ParameterStoreClient::ParameterStoreClient(AwsTransport &transport) :
    m_transport(transport), m_client(transport, aws_services::ssm)
{}

PageStream<ParameterMetadata> ParameterStoreClient::describeParameters(QString path) const
{
    const auto reader = std::make_shared<ListingReader>();
    return PageStream<ParameterMetadata>([client = m_client, path, reader](const QString &nextToken) {
        const QByteArrayView key = path.isEmpty() ? QByteArrayView() : QByteArrayView("Path");
        return describePage(client, describeBody(key, "Recursive", {path}, nextToken), reader);
    });
}

Task<Result<QList<ParameterMetadata>>> ParameterStoreClient::describeNamed(QStringList names) const
{
    const auto reader = std::make_shared<ListingReader>();
    QList<ParameterMetadata> found;
    QString nextToken;
    do {
        SecretString body = describeBody("Name", "Equals", names, nextToken);
        Result<Page<ParameterMetadata>> page = co_await describePage(m_client, std::move(body), reader);
        if (!page)
            co_return page.error();
        found.append(page->items);
        if (page->nextToken == nextToken)
            break;
        nextToken = page->nextToken;
    } while (!nextToken.isEmpty());
    co_return found;
}

Task<Result<Parameter>> ParameterStoreClient::getParameter(QString name) const
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).key("WithDecryption").boolean(true).endObject();
    SecretString body = std::move(json).take();
    const Result<SecretAnswer> answer = co_await valuesCall(m_transport, "GetParameter", std::move(body));
    if (!answer)
        co_return answer.error();
    Parameter parameter = parameterFrom(answer->object(QStringLiteral("Parameter")));
    if (parameter.name.isEmpty())
        co_return incompleteAnswer(QStringLiteral("ssm:GetParameter"), QStringLiteral("Parameter"));
    co_return parameter;
}

Task<Result<ParametersFound>> ParameterStoreClient::getParameters(QStringList names) const
{
    ParametersFound found;
    for (qsizetype i = 0; i < names.size(); i += namesPerGet) {
        SecretString body = getBody(names.mid(i, namesPerGet));
        const Result<SecretAnswer> answer = co_await valuesCall(m_transport, "GetParameters", std::move(body));
        if (!answer)
            co_return answer.error();
        const QList<SecretAnswer> list = answer->objects(QStringLiteral("Parameters"));
        for (const SecretAnswer &item : list)
            found.parameters.append(parameterFrom(item));
        found.missing.append(answer->texts(QStringLiteral("InvalidParameters")));
    }
    co_return found;
}

PageStream<Parameter> ParameterStoreClient::getParametersByPath(QString path, bool recursive) const
{
    return PageStream<Parameter>([&transport = m_transport, path, recursive](const QString &nextToken) {
        return byPathPage(transport, byPathBody(path, recursive, nextToken));
    });
}

PageStream<ParameterVersion> ParameterStoreClient::getParameterHistory(QString name, bool withDecryption) const
{
    return PageStream<ParameterVersion>([&transport = m_transport, name, withDecryption](const QString &nextToken) {
        return historyPage(transport, historyBody(name, withDecryption, nextToken));
    });
}

Task<Result<qint64>> ParameterStoreClient::putParameter(Put put) const
{
    const QString operation = QStringLiteral("ssm:PutParameter");
    if (!put.value.bytes().isValidUtf8())
        co_return Error{ErrorKind::Invalid, {}, QStringLiteral("a parameter must be valid UTF-8"), {}, {}, operation};
    JsonWriter json;
    json.beginObject().key("Name").string(put.name).key("Value").secret(put.value);
    writeOptional(json, "Type", put.type);
    json.key("Overwrite").boolean(put.overwrite);
    writeOptional(json, "KeyId", put.keyId);
    writeOptional(json, "Description", put.description);
    writeOptional(json, "AllowedPattern", put.allowedPattern);
    writeOptional(json, "Tier", put.tier);
    writeOptional(json, "DataType", put.dataType);
    writeOptional(json, "Policies", put.policies);
    if (!put.tags.isEmpty()) {
        json.key("Tags").beginArray();
        for (auto tag = put.tags.cbegin(); tag != put.tags.cend(); ++tag)
            json.beginObject().key("Key").string(tag.key()).key("Value").string(tag.value()).endObject();
        json.endArray();
    }
    json.endObject();
    SecretString body = std::move(json).take();
    const Result<QJsonObject> answer = co_await m_client.call("PutParameter", std::move(body), Repeat::Unsafe);
    if (!answer)
        co_return answer.error();
    const qint64 version = answer->value(QLatin1String("Version")).toInteger();
    if (version < 1)
        co_return incompleteAnswer(operation, QStringLiteral("Version"));
    co_return version;
}

Task<Result<>> ParameterStoreClient::addTagsToResource(QString name, QMap<QString, QString> tags) const
{
    JsonWriter json;
    json.beginObject().key("ResourceType").string(QStringLiteral("Parameter")).key("ResourceId").string(name);
    json.key("Tags").beginArray();
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag)
        json.beginObject().key("Key").string(tag.key()).key("Value").string(tag.value()).endObject();
    json.endArray().endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("AddTagsToResource", std::move(body), Repeat::Safe);
}

Task<Result<>> ParameterStoreClient::removeTagsFromResource(QString name, QStringList keys) const
{
    JsonWriter json;
    json.beginObject().key("ResourceType").string(QStringLiteral("Parameter")).key("ResourceId").string(name);
    writeStrings(json, "TagKeys", keys);
    json.endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("RemoveTagsFromResource", std::move(body), Repeat::Safe);
}

Task<Result<QStringList>> ParameterStoreClient::labelParameterVersion(QString name, qint64 version,
                                                                      QStringList labels) const
{
    co_return co_await labelCall(m_client, "LabelParameterVersion", name, version, labels);
}

Task<Result<QStringList>> ParameterStoreClient::unlabelParameterVersion(QString name, qint64 version,
                                                                        QStringList labels) const
{
    co_return co_await labelCall(m_client, "UnlabelParameterVersion", name, version, labels);
}

Task<Result<>> ParameterStoreClient::deleteParameter(QString name) const
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).endObject();
    SecretString body = std::move(json).take();
    co_return co_await m_client.run("DeleteParameter", std::move(body), Repeat::Unsafe);
}

} // namespace keyturn
