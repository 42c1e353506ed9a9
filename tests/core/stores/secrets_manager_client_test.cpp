#include "core/stores/secrets_manager_client.h"

#include "core/credentials/static_credentials.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secrets_manager_client_test {

class SecretsManagerClientTest : public QObject {
    Q_OBJECT

    struct Bench {
        WireServer server;
        HttpClient http;
        FakeClock clock;
        std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
        AwsTransport transport{http, *credentials, clock, u"us-east-1"_s, server.url()};
        SecretsManagerClient client{transport};
        QList<QByteArray> answers; // one for each call, in order

        Bench()
        {
            server.setScript([this](const WireServer::Request &) {
                return WireServer::Answer{
                    WireServer::ok(answers.takeFirst(), "Content-Type: application/x-amz-json-1.1\r\n")};
            });
        }
        QJsonObject body(int i = 0) const { return QJsonDocument::fromJson(server.requests().at(i).body).object(); }
        QByteArray target(int i = 0) const { return server.requests().at(i).header("x-amz-target"); }
    };

private slots:
    void makesLowerCaseUuidsOfVersion4()
    {
        static const QRegularExpression uuid(
            u"^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        QSet<QString> seen;
        for (int i = 0; i < 1000; ++i) {
            const QString id = newVersionId();
            QVERIFY2(uuid.match(id).hasMatch(), qPrintable(id));
            seen.insert(id);
        }
        QCOMPARE(seen.size(), 1000);
    }

    void listsPageByPageAndGoesOnAfterAnEmptyOne()
    {
        Bench bench;
        bench.answers = {"{\"SecretList\":[{\"Name\":\"a\",\"ARN\":\"arn:a\"}],\"NextToken\":\"t1\"}",
                         "{\"SecretList\":[],\"NextToken\":\"t2\"}",
                         "{\"SecretList\":[{\"Name\":\"b\",\"ARN\":\"arn:b\"},{\"Name\":\"c\",\"ARN\":\"arn:c\"}]}"};
        PageStream<SecretMetadata> stream = bench.client.listSecrets();
        QStringList names;
        int pages = 0;
        for (;;) {
            const auto page = run(stream.next());
            QVERIFY(page && *page);
            if (!(*page)->has_value())
                break;
            ++pages;
            for (const SecretMetadata &secret : ***page)
                names.append(secret.name);
        }
        QCOMPARE(pages, 3);
        QCOMPARE(names, (QStringList{u"a"_s, u"b"_s, u"c"_s}));
        QCOMPARE(bench.target(), QByteArray("secretsmanager.ListSecrets"));
        QCOMPARE(bench.body(0), (QJsonObject{{"MaxResults", 100}, {"IncludePlannedDeletion", true}}));
        QCOMPARE(bench.body(1).value(QLatin1String("NextToken")).toString(), u"t1"_s);
        QCOMPARE(bench.body(2).value(QLatin1String("NextToken")).toString(), u"t2"_s);
    }

    void readsEveryMemberOfAListEntry()
    {
        Bench bench;
        const QJsonObject entry{{"ARN", "arn:a"},
                                {"Name", "n"},
                                {"Description", "d"},
                                {"KmsKeyId", "k"},
                                {"RotationEnabled", true},
                                {"RotationLambdaARN", "arn:l"},
                                {"LastRotatedDate", 1715938200.123},
                                {"LastChangedDate", 1715938201},
                                {"LastAccessedDate", 1715904000},
                                {"DeletedDate", 4102444800.5},
                                {"NextRotationDate", 1715938202},
                                {"Tags", QJsonArray{QJsonObject{{"Key", "a"}, {"Value", "b"}}}},
                                {"SecretVersionsToStages",
                                 QJsonObject{{"v1", QJsonArray{"AWSCURRENT", "x"}}, {"v0", QJsonArray{"AWSPREVIOUS"}}}},
                                {"OwningService", "o"},
                                {"CreatedDate", 1.5},
                                {"PrimaryRegion", "eu-west-1"},
                                {"Type", "t"},
                                {"SomethingNew", 1}};
        bench.answers = {QJsonDocument(QJsonObject{{"SecretList", QJsonArray{entry}}}).toJson()};
        PageStream<SecretMetadata> stream = bench.client.listSecrets();
        const auto page = run(stream.next());
        const SecretMetadata secret = (**page)->first();
        QCOMPARE(secret.arn, u"arn:a"_s);
        QCOMPARE(secret.name, u"n"_s);
        QCOMPARE(secret.description, u"d"_s);
        QCOMPARE(secret.kmsKeyId, u"k"_s);
        QVERIFY(secret.rotationEnabled);
        QCOMPARE(secret.rotationLambdaArn, u"arn:l"_s);
        QCOMPARE(secret.lastRotatedAt, QDateTime(QDate(2024, 5, 17), QTime(9, 30, 0, 123), Qt::UTC));
        QCOMPARE(secret.lastChangedAt.toSecsSinceEpoch(), 1715938201);
        QCOMPARE(secret.lastAccessedAt.toSecsSinceEpoch(), 1715904000);
        QCOMPARE(secret.deletedAt.toMSecsSinceEpoch(), 4102444800500); // beyond 32 bits of seconds
        QCOMPARE(secret.nextRotationAt.toSecsSinceEpoch(), 1715938202);
        QCOMPARE(secret.createdAt.toMSecsSinceEpoch(), 1500);
        QCOMPARE(secret.tags, (QMap<QString, QString>{{u"a"_s, u"b"_s}}));
        QCOMPARE(secret.versionWithStage(u"AWSCURRENT"_s), u"v1"_s);
        QCOMPARE(secret.versionWithStage(u"AWSPENDING"_s), QString());
        QCOMPARE(secret.owningService, u"o"_s);
        QCOMPARE(secret.primaryRegion, u"eu-west-1"_s);
        QCOMPARE(secret.type, u"t"_s);
    }

    void describeCallsTheVersionsByAnotherNameAndLeavesMuchOut()
    {
        Bench bench;
        bench.answers = {
            "{\"ARN\":\"arn:a\",\"Name\":\"n\",\"VersionIdsToStages\":{\"v1\":[\"AWSCURRENT\"]},\"DeletedDate\":null}"};
        const auto secret = run(bench.client.describeSecret(u"n"_s));
        QVERIFY(secret && *secret);
        QCOMPARE((*secret)->versionWithStage(u"AWSCURRENT"_s), u"v1"_s);
        QVERIFY(!(*secret)->deletedAt.isValid());
        QVERIFY(!(*secret)->nextRotationAt.isValid());
        QVERIFY(!(*secret)->rotationEnabled);
        QCOMPARE(bench.body(), (QJsonObject{{"SecretId", "n"}}));
    }

    void keepsEveryByteOfAValue()
    {
        Bench bench;
        const QByteArray text("\xEF\xBB\xBF{\"a\": 1.10,\r\n \"b\": \"\\u00e9\\/\"}\0\xF0\x9F\x94\x91", 38);
        QVERIFY(text.isValidUtf8());
        QByteArray escaped = text;
        escaped.replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("\r", "\\r")
            .replace("\n", "\\n")
            .replace(QByteArray("\0", 1), "\\u0000");
        bench.answers = {
            "{\"ARN\":\"arn:a\",\"Name\":\"n\",\"VersionId\":\"v1\",\"VersionStages\":[\"AWSCURRENT\",\"x\"],"
            "\"CreatedDate\":1715938200.123,\"SecretString\":\""
            + escaped + "\"}"};
        const auto value = run(bench.client.getSecretValue(u"n"_s, u"v1"_s, u"AWSCURRENT"_s));
        QVERIFY(value && *value);
        QCOMPARE((*value)->value.bytes().toByteArray(), text);
        QVERIFY(!(*value)->binary);
        QCOMPARE((*value)->versionStages, (QStringList{u"AWSCURRENT"_s, u"x"_s}));
        QCOMPARE((*value)->createdAt.toMSecsSinceEpoch(), 1715938200123);
        QCOMPARE(bench.body(), (QJsonObject{{"SecretId", "n"}, {"VersionId", "v1"}, {"VersionStage", "AWSCURRENT"}}));
    }

    void readsAndWritesBinaryAsBase64()
    {
        Bench bench;
        const QByteArray bytes("\x00\xff\x80", 3);
        bench.answers = {"{\"ARN\":\"a\",\"Name\":\"n\",\"VersionId\":\"v\",\"VersionStages\":[\"AWSCURRENT\"],"
                         "\"SecretBinary\":\"AP+A\"}",
                         "{\"ARN\":\"a\",\"VersionId\":\"t\"}"};
        const auto value = run(bench.client.getSecretValue(u"n"_s));
        QVERIFY((*value)->binary);
        QCOMPARE((*value)->value.bytes().toByteArray(), bytes);
        const SecretString payload{QByteArrayView(bytes)};
        QVERIFY(*run(bench.client.putSecretValue(u"n"_s, payload, true, u"t"_s)));
        QCOMPARE(bench.body(1),
                 (QJsonObject{{"SecretId", "n"}, {"ClientRequestToken", "t"}, {"SecretBinary", "AP+A"}}));
    }

    void refusesAnAnswerWithoutAVersion()
    {
        Bench bench;
        bench.answers = {"{}"};
        const auto value = run(bench.client.getSecretValue(u"n"_s));
        QCOMPARE(value->error().kind, ErrorKind::Protocol);
    }

    void sendsTheTokenWithEveryWrite()
    {
        Bench bench;
        bench.answers = {"{\"ARN\":\"a\",\"Name\":\"n\",\"VersionId\":\"t\",\"VersionStages\":[\"S\"]}",
                         "{\"ARN\":\"a\",\"VersionId\":\"t\"}", "{\"ARN\":\"a\"}", ""};
        const SecretString value{QByteArrayView("v\"")};
        const auto put = run(bench.client.putSecretValue(u"n"_s, value, false, u"t"_s, {u"S"_s}));
        QCOMPARE((*put)->versionStages, QStringList{u"S"_s});
        QCOMPARE(bench.body(0), (QJsonObject{{"SecretId", "n"},
                                             {"ClientRequestToken", "t"},
                                             {"SecretString", "v\""},
                                             {"VersionStages", QJsonArray{"S"}}}));

        SecretsManagerClient::NewSecret fresh;
        fresh.name = u"n"_s;
        fresh.value = value;
        fresh.tags = {{u"k"_s, u"v"_s}};
        QVERIFY(*run(bench.client.createSecret(fresh, u"t"_s)));
        QCOMPARE(bench.body(1), (QJsonObject{{"Name", "n"},
                                             {"ClientRequestToken", "t"},
                                             {"SecretString", "v\""},
                                             {"Tags", QJsonArray{QJsonObject{{"Key", "k"}, {"Value", "v"}}}}}));

        SecretsManagerClient::SecretUpdate update;
        update.kmsKeyId = QString(u""_s); // back to the default key
        const auto updated = run(bench.client.updateSecret(u"n"_s, update, u"t"_s));
        QVERIFY(updated->has_value());
        QVERIFY((*updated)->versionId.isEmpty());
        QCOMPARE(bench.body(2), (QJsonObject{{"SecretId", "n"}, {"ClientRequestToken", "t"}, {"KmsKeyId", ""}}));

        QVERIFY(*run(bench.client.tagResource(u"n"_s, {{u"k"_s, u"v"_s}}))); // may answer with nothing at all
    }

    void listsVersions()
    {
        Bench bench;
        bench.answers = {
            "{\"Versions\":[{\"VersionId\":\"v1\",\"VersionStages\":[\"AWSCURRENT\"],\"CreatedDate\":1.0}]}"};
        PageStream<SecretVersion> stream = bench.client.listSecretVersionIds(u"n"_s, true);
        const auto page = run(stream.next());
        QCOMPARE((**page)->first().versionId, u"v1"_s);
        QCOMPARE((**page)->first().stages, QStringList{u"AWSCURRENT"_s});
        QCOMPARE(bench.body(), (QJsonObject{{"SecretId", "n"}, {"MaxResults", 100}, {"IncludeDeprecated", true}}));
    }

    void movesALabelOnlyFromTheVersionItWasReadOn()
    {
        Bench bench;
        bench.answers = {"{\"ARN\":\"arn\"}", "{\"ARN\":\"arn\"}"};
        QVERIFY(*run(bench.client.updateSecretVersionStage(u"arn"_s, u"AWSCURRENT"_s, u"v2"_s, u"v1"_s)));
        QCOMPARE(bench.body(0), (QJsonObject{{"SecretId", "arn"},
                                             {"VersionStage", "AWSCURRENT"},
                                             {"RemoveFromVersionId", "v2"},
                                             {"MoveToVersionId", "v1"}}));
        QVERIFY(*run(bench.client.updateSecretVersionStage(u"arn"_s, u"mine"_s, {}, u"v1"_s)));
        QCOMPARE(bench.body(1),
                 (QJsonObject{{"SecretId", "arn"}, {"VersionStage", "mine"}, {"MoveToVersionId", "v1"}}));
    }

    void neverRepeatsALabelMoveOrADeletionWhoseAnswerWasLost()
    {
        Bench bench;
        bench.server.setAnswer({{}, WireServer::Answer::End::Reset});
        QVERIFY(!*run(bench.client.updateSecretVersionStage(u"arn"_s, u"AWSCURRENT"_s, u"v2"_s, u"v1"_s)));
        QCOMPARE(bench.server.requests().size(), 1);
        QVERIFY(!*run(bench.client.deleteSecret(u"arn"_s, 30)));
        QCOMPARE(bench.server.requests().size(), 2);
    }

    void deletesWithAWindowOrAtOnceAndNeverBoth()
    {
        Bench bench;
        bench.answers = {"{\"ARN\":\"arn\",\"DeletionDate\":1715938200.5}",
                         "{\"ARN\":\"arn\",\"DeletionDate\":1715938200}", "{\"ARN\":\"arn\"}"};
        QCOMPARE((**run(bench.client.deleteSecret(u"arn"_s, 7))).toMSecsSinceEpoch(), 1715938200500);
        QCOMPARE(bench.body(0), (QJsonObject{{"SecretId", "arn"}, {"RecoveryWindowInDays", 7}}));
        QVERIFY(*run(bench.client.deleteSecret(u"arn"_s, 0)));
        QCOMPARE(bench.body(1), (QJsonObject{{"SecretId", "arn"}, {"ForceDeleteWithoutRecovery", true}}));
        QVERIFY(*run(bench.client.restoreSecret(u"arn"_s)));
        QCOMPARE(bench.body(2), (QJsonObject{{"SecretId", "arn"}}));
    }

    void namesTheRegionsOfReplicas()
    {
        Bench bench;
        bench.answers = {
            "{\"ARN\":\"a\",\"Name\":\"n\",\"ReplicationStatus\":[{\"Region\":\"eu-west-1\",\"Status\":\"InSync\"}]}"};
        QCOMPARE((**run(bench.client.describeSecret(u"a"_s))).replicaRegions, QStringList{u"eu-west-1"_s});
    }
};

} // namespace secrets_manager_client_test

KEYTURN_TEST(secrets_manager_client, secrets_manager_client_test::SecretsManagerClientTest)
#include "secrets_manager_client_test.moc"
