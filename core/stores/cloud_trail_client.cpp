#include "core/stores/cloud_trail_client.h"

#include "core/aws/aws_services.h"
#include "core/base/json_writer.h"
#include "core/stores/answer_reading.h"
#include "core/stores/request_json.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int trailPageSize = 50;      // the most the API gives
constexpr int mostTrailEvents = 2'000; // a caller asks for minutes, not for months
const QByteArray lookupOperation("LookupEvents");

SecretString lookupBody(const QString &source, const QDateTime &start, const QDateTime &end, const QString &nextToken)
{
    JsonWriter json;
    json.beginObject().key("LookupAttributes").beginArray().beginObject();
    json.key("AttributeKey").string(u"EventSource"_s).key("AttributeValue").string(source).endObject().endArray();
    json.key("StartTime").number(start.toSecsSinceEpoch()).key("EndTime").number(end.toSecsSinceEpoch());
    json.key("MaxResults").number(trailPageSize);
    writeOptional(json, "NextToken", nextToken);
    json.endObject();
    return std::move(json).take();
}

//! Until February 2024 it was "aRN".
QString arnIn(const QJsonObject &members)
{
    const QString arn = members["arn"_L1].toString();
    return arn.isEmpty() ? members["aRN"_L1].toString() : arn;
}

TrailEvent trailEventIn(const SecretAnswer &given)
{
    TrailEvent event;
    event.id = given.needText("EventId");
    event.name = given.needText("EventName");
    event.at = given.needTime("EventTime");
    const QJsonObject record = QJsonDocument::fromJson(given.needText("CloudTrailEvent").toUtf8()).object();
    if (record.isEmpty())
        given.setFault(u"CloudTrailEvent is no JSON object"_s);
    const QJsonObject who = record["userIdentity"_L1].toObject();
    const QJsonObject asked = record["requestParameters"_L1].toObject();
    for (const QJsonValue &name : {who["arn"_L1], who["invokedBy"_L1], who["principalId"_L1]}) {
        if (event.by.isEmpty())
            event.by = name.toString();
    }
    event.secretId = asked[event.name == "CreateSecret"_L1 ? "name"_L1 : "secretId"_L1].toString();
    event.secretArn = arnIn(record["responseElements"_L1].toObject());
    event.token = asked["clientRequestToken"_L1].toString();
    event.isRefused = record.contains("errorCode"_L1);
    return event;
}

Result<Page<TrailEvent>> trailPageIn(const JsonClient &client, const SecretString &text)
{
    const SecretAnswer answer(text);
    Page<TrailEvent> page;
    for (const SecretAnswer &event : answer.needObjects("Events"))
        page.items.append(trailEventIn(event));
    page.nextToken = answer.text("NextToken");
    if (!answer.fault().isEmpty())
        return client.badAnswer(lookupOperation, answer.fault());
    return page;
}

} // namespace

CloudTrailClient::CloudTrailClient(AwsTransport &transport) : m_client(transport, aws_services::cloudTrail)
{}

PageStream<TrailEvent> CloudTrailClient::lookupEvents(QString source, QDateTime start, QDateTime end) const
{
    const auto fetch = [client = m_client, source, start, end](const QString &nextToken,
                                                               std::chrono::milliseconds within) {
        const AwsTransport::Bounds bounds{within, longestPage};
        return client.text(lookupOperation, lookupBody(source, start, end, nextToken), Repeat::Safe, bounds);
    };
    return {PageGuard(trailPageSize, mostTrailEvents), fetch,
            [client = m_client](const SecretString &answer) { return trailPageIn(client, answer); },
            [client = m_client](const QString &detail) { return client.badAnswer(lookupOperation, detail); }};
}

} // namespace keyturn
