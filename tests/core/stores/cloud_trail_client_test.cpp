#include "core/stores/cloud_trail_client.h"

#include "tests/core/stores/client_operations.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace cloud_trail_client_test {

namespace {

//! The answer with one event, whose record is \p record.
QByteArray answerOf(const QByteArray &record)
{
    const QJsonObject event{{"EventId", "i"},
                            {"EventName", "PutSecretValue"},
                            {"EventTime", 1715938200},
                            {"CloudTrailEvent", QString::fromUtf8(record)}};
    return QJsonDocument(QJsonObject{{"Events", QJsonArray{event}}}).toJson();
}

} // namespace

class CloudTrailClientTest : public QObject {
    Q_OBJECT

    using Bench = client_operations::Bench;

    static std::optional<TrailEvent> only(Bench &bench, const QByteArray &record)
    {
        bench.answer(answerOf(record));
        const QDateTime end = QDateTime::fromSecsSinceEpoch(1715938210, Qt::UTC);
        const CloudTrailClient client(bench.transport);
        PageStream<TrailEvent> stream = client.lookupEvents(u"secretsmanager.amazonaws.com"_s, end.addSecs(-20), end);
        const auto page = run(stream.next());
        return page && *page ? std::optional((**page)->first()) : std::nullopt;
    }

private slots:
    void asksForOneServiceAndOneMoment()
    {
        Bench bench;
        QVERIFY(only(bench, "{\"readOnly\":false}"));
        const WireServer::Request asked = bench.server.requests().first();
        QCOMPARE(asked.header("x-amz-target"),
                 QByteArray("com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"));
        const QJsonObject body = QJsonDocument::fromJson(asked.body).object();
        QCOMPARE(body["StartTime"_L1].toInteger(), 1715938190);
        QCOMPARE(body["EndTime"_L1].toInteger(), 1715938210);
        QCOMPARE(body["MaxResults"_L1].toInteger(), 50);
        QCOMPARE(body["LookupAttributes"_L1][0]["AttributeValue"_L1].toString(), u"secretsmanager.amazonaws.com"_s);
    }

    void readsWhoAndWhatOfARecord()
    {
        Bench bench;
        const auto event = only(bench, R"({"userIdentity":{"arn":"arn:me"},)"
                                       R"("requestParameters":{"secretId":"a","clientRequestToken":"t"},)"
                                       R"("responseElements":{"aRN":"arn:a"}})");
        QVERIFY(event);
        QCOMPARE(event->by, u"arn:me"_s);
        QCOMPARE(event->secretId, u"a"_s);
        QCOMPARE(event->token, u"t"_s);
        QCOMPARE(event->secretArn, u"arn:a"_s); // as it was spelt until 2024
        QVERIFY(!event->isRefused);
    }

    void takesAServiceForTheCallerWhereThereIsNoArnAndKnowsARefusal()
    {
        Bench bench;
        const auto event = only(bench, R"({"userIdentity":{"type":"AWSService",)"
                                       R"("invokedBy":"secretsmanager.amazonaws.com"},"requestParameters":null,)"
                                       R"("responseElements":null,"errorCode":"AccessDenied"})");
        QVERIFY(event);
        QCOMPARE(event->by, u"secretsmanager.amazonaws.com"_s);
        QVERIFY(event->isRefused);
    }

    void aRecordThatIsNoJsonIsABadAnswer()
    {
        Bench bench;
        QVERIFY(!only(bench, "not json"));
    }
};

} // namespace cloud_trail_client_test

KEYTURN_TEST(cloud_trail_client, cloud_trail_client_test::CloudTrailClientTest)
#include "cloud_trail_client_test.moc"
