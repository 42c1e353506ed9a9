#include "core/stores/secret_pages.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"
#include "core/stores/request_json.h"

namespace keyturn {

namespace {

constexpr int listPageSize = 100; // the most the API gives
const QByteArray listOperation("ListSecrets");
const QByteArray versionsOperation("ListSecretVersionIds");

SecretString listBody(bool includePlannedDeletion, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("MaxResults").number(listPageSize);
    json.key("IncludePlannedDeletion").boolean(includePlannedDeletion);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

SecretString versionsBody(const QString &secretId, bool includeDeprecated, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("SecretId").string(secretId).key("MaxResults").number(listPageSize);
    json.key("IncludeDeprecated").boolean(includeDeprecated);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

Task<Result<Page<SecretMetadata>>> listPage(JsonClient client, SecretString body, std::shared_ptr<ListingReader> reader,
                                            AwsTransport::Bounds bounds)
{
    const Result<SecretString> answer = co_await client.text(listOperation, std::move(body), Repeat::Safe, bounds);
    if (!answer)
        co_return answer.error();
    std::optional<Page<SecretMetadata>> page = reader->secrets(answer->bytes());
    if (!page)
        co_return client.badAnswer(listOperation, reader->fault());
    co_return std::move(*page);
}

Task<Result<Page<SecretVersion>>> versionsPage(JsonClient client, SecretString body, AwsTransport::Bounds bounds)
{
    const Result<SecretString> text = co_await client.text(versionsOperation, std::move(body), Repeat::Safe, bounds);
    if (!text)
        co_return text.error();
    const SecretAnswer answer(*text);
    Page<SecretVersion> page;
    const QList<SecretAnswer> versions = answer.needObjects("Versions");
    for (const SecretAnswer &version : versions) {
        page.items.append(SecretVersion{version.needText("VersionId"), version.texts("VersionStages"),
                                        version.time("CreatedDate"), version.time("LastAccessedDate")});
    }
    page.nextToken = answer.text("NextToken");
    if (!answer.fault().isEmpty())
        co_return client.badAnswer(versionsOperation, answer.fault());
    co_return page;
}

} // namespace

PageStream<SecretMetadata> secretPages(const JsonClient &client, bool includePlannedDeletion)
{
    const auto reader = std::make_shared<ListingReader>(listPageSize);
    const auto fetch = [client, includePlannedDeletion, reader](const QString &nextToken,
                                                                std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return listPage(client, listBody(includePlannedDeletion, nextToken), reader, bounds);
    };
    return {listPageSize, fetch, [client](const QString &detail) { return client.badAnswer(listOperation, detail); }};
}

PageStream<SecretVersion> versionPages(const JsonClient &client, QString secretId, bool includeDeprecated)
{
    const auto fetch = [client, secretId, includeDeprecated](const QString &nextToken,
                                                             std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return versionsPage(client, versionsBody(secretId, includeDeprecated, nextToken), bounds);
    };
    return {listPageSize, fetch,
            [client](const QString &detail) { return client.badAnswer(versionsOperation, detail); }};
}

} // namespace keyturn
