#include "core/stores/parameter_pages.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"
#include "core/stores/request_json.h"

namespace keyturn {

namespace {

// The most the API gives at once.
constexpr int describePageSize = 50;
constexpr int historyPageSize = 50;
constexpr int mostHistory = 200; // twice of what AWS keeps; each comes with its value
const QByteArray describeOperation("DescribeParameters");
const QByteArray historyOperation("GetParameterHistory");

ParameterVersion versionFrom(const SecretAnswer &answer)
{
    ParameterVersion version;
    version.version = answer.needPositive("Version");
    version.value = answer.needSecret("Value");
    version.lastModifiedAt = answer.time("LastModifiedDate");
    version.lastModifiedUser = answer.text("LastModifiedUser");
    version.labels = answer.texts("Labels");
    version.type = answer.text("Type");
    version.keyId = answer.text("KeyId");
    version.description = answer.text("Description");
    version.allowedPattern = answer.text("AllowedPattern");
    version.tier = answer.text("Tier");
    version.dataType = answer.text("DataType");
    const QList<SecretAnswer> policies = answer.objects("Policies");
    for (const SecretAnswer &policy : policies)
        version.policies.append(ParameterPolicy::fromText(policy.text("PolicyText"), policy.text("PolicyStatus")));
    return version;
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

SecretString historyBody(const QString &name, bool withDecryption, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("Name").string(name).key("WithDecryption").boolean(withDecryption);
    json.key("MaxResults").number(historyPageSize);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

Result<Page<ParameterVersion>> historyPage(const JsonClient &client, const SecretString &text)
{
    const SecretAnswer answer(text);
    Page<ParameterVersion> page;
    const QList<SecretAnswer> list = answer.needObjects("Parameters");
    for (const SecretAnswer &item : list)
        page.items.append(versionFrom(item));
    page.nextToken = answer.text("NextToken"); // the last page may say ""
    if (!answer.fault().isEmpty())
        return client.badAnswer(historyOperation, answer.fault());
    return page;
}

} // namespace

PageStream<ParameterMetadata> parameterPages(const JsonClient &client, QByteArray key, QByteArray option,
                                             QStringList values)
{
    const auto fetch = [client, key, option, values](const QString &nextToken, std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return client.text(describeOperation, describeBody(key, option, values, nextToken), Repeat::Safe, bounds);
    };
    const auto reader = std::make_shared<ListingReader>(describePageSize);
    const auto read = [client, reader](const SecretString &answer) -> Result<Page<ParameterMetadata>> {
        std::optional<Page<ParameterMetadata>> page = reader->parameters(answer.bytes());
        if (!page)
            return client.badAnswer(describeOperation, reader->fault());
        return std::move(*page);
    };
    return {PageGuard(describePageSize), fetch, read,
            [client](const QString &detail) { return client.badAnswer(describeOperation, detail); }};
}

PageStream<ParameterVersion> historyPages(const JsonClient &client, QString name, bool withDecryption)
{
    const auto fetch = [client, name, withDecryption](const QString &nextToken, std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return client.text(historyOperation, historyBody(name, withDecryption, nextToken), Repeat::Safe, bounds);
    };
    return {PageGuard(historyPageSize, mostHistory), fetch,
            [client](const SecretString &answer) { return historyPage(client, answer); },
            [client](const QString &detail) { return client.badAnswer(historyOperation, detail); }};
}

} // namespace keyturn
