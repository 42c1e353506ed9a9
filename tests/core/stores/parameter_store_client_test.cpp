#include "core/stores/parameter_store_client.h"

#include "core/credentials/static_credentials.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace parameter_store_client_test {

class ParameterStoreClientTest : public QObject {
    Q_OBJECT

    struct Bench {
        WireServer server;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
        AwsTransport transport{http, *credentials, clock, u"us-east-1"_s, server.url()};
        ParameterStoreClient client{transport};
        QList<QByteArray> answers;

        Bench()
        {
            server.setScript([this](const WireServer::Request &) {
                return WireServer::Answer{
                    WireServer::ok(answers.takeFirst(), "Content-Type: application/x-amz-json-1.1\r\n")};
            });
        }
        QJsonObject body(int i = 0) const { return QJsonDocument::fromJson(server.requests().at(i).body).object(); }
    };

    template <typename T>
    static QList<T> all(PageStream<T> stream)
    {
        QList<T> items;
        for (;;) {
            const auto page = run(stream.next());
            if (!page || !*page || !(*page)->has_value())
                return items;
            items.append(***page);
        }
    }

private slots:
    void describesInPagesOfFifty()
    {
        Bench bench;
        const QJsonObject policy{
            {"PolicyText", "{\"Type\":\"NoChangeNotification\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}"},
            {"PolicyType", "NoChangeNotification"},
            {"PolicyStatus", "Pending"}};
        const QJsonObject parameter{{"Name", "/a/b"},
                                    {"ARN", "arn:p"},
                                    {"Type", "SecureString"},
                                    {"KeyId", "alias/k"},
                                    {"LastModifiedDate", 1715938200.123},
                                    {"LastModifiedUser", "arn:u"},
                                    {"Description", "d"},
                                    {"AllowedPattern", ".*"},
                                    {"Version", 7},
                                    {"Tier", "Advanced"},
                                    {"DataType", "text"},
                                    {"Policies", QJsonArray{policy}}};
        bench.answers = {"{\"Parameters\":[],\"NextToken\":\"t\"}",
                         QJsonDocument(QJsonObject{{"Parameters", QJsonArray{parameter}}, {"NextToken", ""}}).toJson()};
        const QList<ParameterMetadata> found = all(bench.client.describeParameters());
        QCOMPARE(found.size(), 1);
        const ParameterMetadata &read = found.first();
        QCOMPARE(read.name, u"/a/b"_s);
        QCOMPARE(read.arn, u"arn:p"_s);
        QCOMPARE(read.type, u"SecureString"_s);
        QCOMPARE(read.keyId, u"alias/k"_s);
        QCOMPARE(read.description, u"d"_s);
        QCOMPARE(read.allowedPattern, u".*"_s);
        QCOMPARE(read.version, 7);
        QCOMPARE(read.tier, u"Advanced"_s);
        QCOMPARE(read.dataType, u"text"_s);
        QCOMPARE(read.lastModifiedUser, u"arn:u"_s);
        QCOMPARE(read.lastModifiedAt.toMSecsSinceEpoch(), 1715938200123);
        QCOMPARE(read.policies.first().amount, 150 * 24);
        QCOMPARE(bench.body(0), (QJsonObject{{"MaxResults", 50}}));
        QCOMPARE(bench.server.requests().first().header("x-amz-target"), QByteArray("AmazonSSM.DescribeParameters"));
        QCOMPARE(bench.server.requests().size(), 2); // an empty token is the end
    }

    void describesBelowAPathAndByName()
    {
        Bench bench;
        bench.answers = {"{\"Parameters\":[]}", "{\"Parameters\":[{\"Name\":\"/a\"}],\"NextToken\":\"t\"}",
                         "{\"Parameters\":[{\"Name\":\"/b\"}]}"};
        QVERIFY(all(bench.client.describeParameters(u"/my"_s)).isEmpty());
        QCOMPARE(bench.body().value(QLatin1String("ParameterFilters")).toArray().first().toObject(),
                 (QJsonObject{{"Key", "Path"}, {"Option", "Recursive"}, {"Values", QJsonArray{"/my"}}}));
        const QStringList names{u"/a"_s, u"/b"_s};
        const auto named = run(bench.client.describeNamed(names));
        QCOMPARE((*named)->size(), 2);
        QCOMPARE(bench.body(1).value(QLatin1String("ParameterFilters")).toArray().first().toObject(),
                 (QJsonObject{{"Key", "Name"}, {"Option", "Equals"}, {"Values", QJsonArray{"/a", "/b"}}}));
    }

    void getsAnyNumberOfNamesInBatchesOfTen()
    {
        Bench bench;
        QStringList names;
        for (int i = 0; i < 23; ++i)
            names.append(u"/p/%1"_s.arg(i));
        const auto answer = [](const QStringList &found, const QStringList &missing) {
            QJsonArray parameters;
            for (const QString &name : found)
                parameters.append(QJsonObject{{"Name", name}, {"Value", u"\u00e9"_s}, {"Version", 2}});
            return QJsonDocument(QJsonObject{{"Parameters", parameters},
                                             {"InvalidParameters", QJsonArray::fromStringList(missing)}})
                .toJson();
        };
        bench.answers = {answer(names.mid(1, 9), {names[0]}), answer(names.mid(10, 10), {}),
                         answer({names[20], names[22]}, {names[21]})};
        const auto found = run(bench.client.getParameters(names));
        QVERIFY(found && *found);
        QCOMPARE(bench.server.requests().size(), 3);
        QCOMPARE(bench.body(0).value(QLatin1String("Names")).toArray().size(), 10);
        QCOMPARE(bench.body(2).value(QLatin1String("Names")).toArray().size(), 3);
        QCOMPARE(bench.body(2).value(QLatin1String("WithDecryption")).toBool(), true);
        QCOMPARE((*found)->parameters.size(), 21);
        QCOMPARE((*found)->parameters.first().value.bytes().toByteArray(), QByteArray("\xC3\xA9"));
        QCOMPARE((*found)->parameters.first().version, 2);
        QCOMPARE((*found)->missing, (QStringList{u"/p/0"_s, u"/p/21"_s}));
    }

    void getsOneAndTheHistory()
    {
        Bench bench;
        bench.answers = {
            "{\"Parameter\":{\"Name\":\"/"
            "a\",\"Value\":\"v\",\"Version\":3,\"LastModifiedDate\":1.5,\"ARN\":\"arn:p\"}}",
            "{\"Parameters\":[{\"Name\":\"/"
            "a\",\"Value\":\"v1\",\"Version\":1,\"Labels\":[\"l\"],\"LastModifiedUser\":\"u\"}],\"NextToken\":\"\"}"};
        const auto one = run(bench.client.getParameter(u"/a"_s));
        QCOMPARE((*one)->version, 3);
        QCOMPARE((*one)->lastModifiedAt.toMSecsSinceEpoch(), 1500);
        QCOMPARE(bench.body(0), (QJsonObject{{"Name", "/a"}, {"WithDecryption", true}}));
        const QList<ParameterVersion> history = all(bench.client.getParameterHistory(u"/a"_s));
        QCOMPARE(history.size(), 1);
        QCOMPARE(history.first().labels, QStringList{u"l"_s});
        QCOMPARE(history.first().value.bytes().toByteArray(), QByteArray("v1"));
    }

    void putsOverwriteAsABooleanAndOnlyWhatIsSet()
    {
        Bench bench;
        bench.answers = {"{\"Version\":4,\"Tier\":\"Standard\"}", "{}"};
        ParameterStoreClient::Put put;
        put.name = u"/a"_s;
        put.value = SecretString(QByteArrayView("v"));
        put.type = u"String"_s;
        put.overwrite = true;
        QCOMPARE(**run(bench.client.putParameter(put)), 4);
        QCOMPARE(bench.body(0), (QJsonObject{{"Name", "/a"}, {"Value", "v"}, {"Type", "String"}, {"Overwrite", true}}));
        QCOMPARE(run(bench.client.putParameter(put))->error().kind,
                 ErrorKind::Protocol); // without a version nothing is known
    }

    void neverRepeatsAPutWhoseAnswerWasLost()
    {
        Bench bench;
        bench.server.setAnswer({{}, WireServer::Answer::End::Reset});
        ParameterStoreClient::Put put;
        put.name = u"/a"_s;
        put.value = SecretString(QByteArrayView("v"));
        QVERIFY(!*run(bench.client.putParameter(put)));
        QCOMPARE(bench.server.requests().size(), 1);
    }

    void tellsWhichLabelsWereRefusedAlthoughTheAnswerIsA200()
    {
        Bench bench;
        bench.answers = {"{\"InvalidLabels\":[\"aws-x\"],\"ParameterVersion\":3}",
                         "{\"RemovedLabels\":[\"l\"],\"InvalidLabels\":[]}", "{}"};
        const QStringList labels{u"l"_s, u"aws-x"_s};
        QCOMPARE(**run(bench.client.labelParameterVersion(u"/a"_s, 3, labels)), QStringList{u"aws-x"_s});
        QCOMPARE(bench.body(0),
                 (QJsonObject{{"Name", "/a"}, {"ParameterVersion", 3}, {"Labels", QJsonArray{"l", "aws-x"}}}));
        QCOMPARE(**run(bench.client.unlabelParameterVersion(u"/a"_s, 3, {u"l"_s})), QStringList());
        QCOMPARE(bench.server.requests().at(1).header("x-amz-target"), QByteArray("AmazonSSM.UnlabelParameterVersion"));
        QVERIFY(*run(bench.client.deleteParameter(u"/a"_s)));
        QCOMPARE(bench.body(2), (QJsonObject{{"Name", "/a"}}));
    }
};

} // namespace parameter_store_client_test

KEYTURN_TEST(parameter_store_client, parameter_store_client_test::ParameterStoreClientTest)
#include "parameter_store_client_test.moc"
