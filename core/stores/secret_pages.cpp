#include "core/stores/secret_pages.h"

#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/listing_reader.h"
#include "core/stores/request_json.h"

namespace keyturn {

namespace {

constexpr int listPageSize = 100;    // the most the API gives
constexpr int mostVersionIds = 2000; // AWS keeps about 100, and those of the last day besides
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

Result<Page<SecretVersion>> versionsPage(const JsonClient &client, const SecretString &text)
{
    const SecretAnswer answer(text);
    Page<SecretVersion> page;
    const QList<SecretAnswer> versions = answer.needObjects("Versions");
    for (const SecretAnswer &version : versions) {
        page.items.append(SecretVersion{version.needText("VersionId"), version.texts("VersionStages"),
                                        version.time("CreatedDate"), version.time("LastAccessedDate")});
    }
    page.nextToken = answer.text("NextToken");
    if (!answer.fault().isEmpty())
        return client.badAnswer(versionsOperation, answer.fault());
    return page;
}

} // namespace

PageStream<SecretMetadata> secretPages(const JsonClient &client, bool includePlannedDeletion)
{
    const auto fetch = [client, includePlannedDeletion](const QString &nextToken, std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return client.text(listOperation, listBody(includePlannedDeletion, nextToken), Repeat::Safe, bounds);
    };
    const auto reader = std::make_shared<ListingReader>(listPageSize);
    const auto read = [client, reader](const SecretString &answer) -> Result<Page<SecretMetadata>> {
        std::optional<Page<SecretMetadata>> page = reader->secrets(answer.bytes());
        if (!page)
            return client.badAnswer(listOperation, reader->fault());
        return std::move(*page);
    };
    return {PageGuard(listPageSize), fetch, read,
            [client](const QString &detail) { return client.badAnswer(listOperation, detail); }};
}

PageStream<SecretVersion> versionPages(const JsonClient &client, QString secretId, bool includeDeprecated)
{
    const auto fetch = [client, secretId, includeDeprecated](const QString &nextToken,
                                                             std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return client.text(versionsOperation, versionsBody(secretId, includeDeprecated, nextToken), Repeat::Safe,
                           bounds);
    };
    return {PageGuard(listPageSize, mostVersionIds), fetch,
            [client](const SecretString &answer) { return versionsPage(client, answer); },
            [client](const QString &detail) { return client.badAnswer(versionsOperation, detail); }};
}

} // namespace keyturn
