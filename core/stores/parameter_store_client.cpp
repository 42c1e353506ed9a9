#include "core/stores/parameter_store_client.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/parameter_pages.h"
#include "core/stores/request_json.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr qsizetype namesPerGet = 10; // the most the API takes

Parameter parameterFrom(const SecretAnswer &answer)
{
    Parameter parameter;
    parameter.arn = answer.text("ARN");
    parameter.name = answer.needText("Name");
    parameter.type = answer.text("Type");
    parameter.value = answer.needSecret("Value");
    parameter.version = answer.needPositive("Version");
    parameter.lastModifiedAt = answer.time("LastModifiedDate");
    parameter.dataType = answer.text("DataType");
    return parameter;
}

SecretString getBody(const QStringList &names)
{
    JsonWriter json;
    json.beginObject();
    writeStrings(json, "Names", names);
    json.key("WithDecryption").boolean(true).endObject();
    return std::move(json).take();
}

//! One answer to read; its faults are the caller's to look at.
Task<Result<SecretAnswer>> ask(JsonClient client, QByteArray operation, SecretString body, Repeat repeat)
{
    const Result<SecretString> answer = co_await client.text(operation, std::move(body), repeat);
    if (!answer)
        co_return answer.error();
    co_return SecretAnswer(*answer);
}

//! LabelParameterVersion and UnlabelParameterVersion; both may be repeated. What AWS did not do it for.
Task<Result<QStringList>> labelCall(JsonClient client, QByteArray operation, QString name, qint64 version,
                                    QStringList labels)
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).key("ParameterVersion").number(version);
    writeStrings(json, "Labels", labels);
    json.endObject();
    SecretString body = std::move(json).take();
    const Result<SecretAnswer> answer = co_await ask(client, operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    const QStringList refused = answer->texts("InvalidLabels");
    if (operation.startsWith("Unlabel")) {
        const QStringList told = answer->texts("RemovedLabels") + refused;
        for (const QString &label : std::as_const(labels)) {
            if (!told.contains(label))
                answer->setFault(QStringLiteral("neither RemovedLabels nor InvalidLabels names %1").arg(label));
        }
    } else if (answer->needPositive("ParameterVersion") != version && version > 0) {
        answer->setFault(QStringLiteral("ParameterVersion is another one than was sent"));
    }
    if (!answer->fault().isEmpty())
        co_return client.badAnswer(operation, answer->fault());
    co_return refused;
}

//! \p asked is the name or the ARN of the parameter that was answered, perhaps with a version or a label. A name of one
//! level may be asked for with a slash in front of it.
bool isAsked(const QString &asked, const QString &name, const QString &arn)
{
    const auto isFor = [&asked](const QString &own) {
        return !own.isEmpty() && (asked == own || asked.startsWith(own + u':'));
    };
    return isFor(name) || isFor(u'/' + name) || isFor(arn);
}

//! The filter "Name Equals" takes "a/b" for "/a/b" too, which is another name: of a secret, perhaps.
bool isForgiven(const QStringList &names, const QString &name)
{
    return name.startsWith(u'/') && names.contains(name.mid(1));
}

//! Every name that was asked for is accounted for, by its name or its ARN.
void checkComplete(const SecretAnswer &answer, const QStringList &names, const ParametersFound &found)
{
    QStringList told = found.missing;
    for (const Parameter &parameter : found.parameters)
        told << parameter.name << parameter.arn;
    for (const QString &name : names) {
        if (!told.contains(name))
            answer.setFault(QStringLiteral("neither Parameters nor InvalidParameters names %1").arg(name));
    }
}

} // namespace

ParameterStoreClient::ParameterStoreClient(AwsTransport &transport) : m_client(transport, aws_services::ssm)
{}

Error ParameterStoreClient::badAnswer(const QByteArray &operation, const QString &detail) const
{
    return m_client.badAnswer(operation, detail);
}

PageStream<ParameterMetadata> ParameterStoreClient::describeParameters(QString path) const
{
    return parameterPages(m_client, path.isEmpty() ? QByteArray() : QByteArray("Path"), "Recursive", {path});
}

PageStream<ParameterVersion> ParameterStoreClient::getParameterHistory(QString name, bool withDecryption) const
{
    return historyPages(m_client, std::move(name), withDecryption);
}

Task<Result<QList<ParameterMetadata>>> ParameterStoreClient::describeNamed(QStringList names) const
{
    PageStream<ParameterMetadata> stream = parameterPages(m_client, "Name", "Equals", names);
    QList<ParameterMetadata> found;
    for (;;) {
        const Result<std::optional<QList<ParameterMetadata>>> page = co_await stream.next();
        if (!page)
            co_return page.error();
        if (!page->has_value())
            co_return found;
        for (const ParameterMetadata &parameter : std::as_const(**page)) {
            const auto isThis = [&parameter](const QString &name) {
                return isAsked(name, parameter.name, parameter.arn);
            };
            if (std::any_of(names.cbegin(), names.cend(), isThis))
                found.append(parameter);
            else if (!isForgiven(names, parameter.name))
                co_return m_client.badAnswer("DescribeParameters",
                                             QStringLiteral("%1 was not asked for").arg(parameter.name));
        }
    }
}

Task<Result<Parameter>> ParameterStoreClient::getParameter(QString name) const
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).key("WithDecryption").boolean(true).endObject();
    SecretString body = std::move(json).take();
    const QByteArray operation("GetParameter");
    const Result<SecretAnswer> answer = co_await ask(m_client, operation, std::move(body), Repeat::Safe);
    if (!answer)
        co_return answer.error();
    Parameter parameter = parameterFrom(answer->needObject("Parameter"));
    if (!isAsked(name, parameter.name, parameter.arn))
        answer->setFault(QStringLiteral("Name is another one than was asked for"));
    if (!answer->fault().isEmpty())
        co_return m_client.badAnswer(operation, answer->fault());
    co_return parameter;
}

Task<Result<ParametersFound>> ParameterStoreClient::getParameters(QStringList names) const
{
    const QByteArray operation("GetParameters");
    ParametersFound found;
    for (qsizetype i = 0; i < names.size(); i += namesPerGet) {
        const QStringList asked = names.mid(i, namesPerGet);
        SecretString body = getBody(asked);
        const Result<SecretAnswer> answer = co_await ask(m_client, operation, std::move(body), Repeat::Safe);
        if (!answer)
            co_return answer.error();
        const QList<SecretAnswer> list = answer->needObjects("Parameters");
        for (const SecretAnswer &item : list)
            found.parameters.append(parameterFrom(item));
        found.missing.append(answer->texts("InvalidParameters"));
        checkComplete(*answer, asked, found);
        if (!answer->fault().isEmpty())
            co_return m_client.badAnswer(operation, answer->fault());
    }
    co_return found;
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
    const QByteArray verb("PutParameter");
    const Result<SecretAnswer> answer = co_await ask(m_client, verb, std::move(body), Repeat::Unsafe);
    if (!answer)
        co_return answer.error();
    const qint64 version = answer->needPositive("Version");
    if (!answer->fault().isEmpty())
        co_return m_client.badAnswer(verb, answer->fault());
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
