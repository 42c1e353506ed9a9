#include "core/aws/kms_client.h"
#include "core/credentials/static_credentials.h"
#include "core/stores/parameter_store_client.h"
#include "core/stores/parameter_tags_client.h"
#include "core/stores/replication_client.h"
#include "core/stores/resource_policy_client.h"
#include "core/stores/secrets_manager_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/wire_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace hollow_answers_test {

namespace {

Task<std::monostate> noPause(std::chrono::milliseconds)
{
    co_return std::monostate();
}

struct Bench {
    WireServer server;
    HttpClient http;
    FakeClock clock;
    std::unique_ptr<CredentialProvider> credentials = StaticCredentials::ofSandbox();
    AwsTransport transport{http,           *credentials, clock,
                           u"us-east-1"_s, server.url(), AwsTransport::Waiting{[] { return 0.0; }, noPause}};
    SecretsManagerClient secrets{transport};
    ParameterStoreClient parameters{transport};

    void answer(const QByteArray &body)
    {
        server.setAnswer({WireServer::ok(body, "Content-Type: application/x-amz-json-1.1\r\n")});
    }
};

//! A history has no ARN.
QJsonObject withoutArn(QJsonObject version)
{
    version.remove(QLatin1String("ARN"));
    return version;
}

//! What a call made of an answer; none: it took it for a success.
using Outcome = std::optional<Error>;

template <typename T>
Outcome outcomeOf(const std::optional<Result<T>> &result)
{
    if (!result)
        return Error{ErrorKind::Timeout, u"test"_s, {}};
    return *result ? Outcome() : Outcome(result->error());
}

//! An operation of a client, with an answer that it takes and the members which that must have.
struct Operation {
    const char *name;
    QJsonObject good;
    QStringList needed; //!< "Parameters.Name" is the Name of each item of Parameters, or of the object Parameter
    std::function<Outcome(Bench &)> call;
};

const SecretString value{QByteArrayView("v")};
const QString arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:n-AbCdEf"_s;

QList<Operation> secretReads()
{
    const QJsonObject entry{{"ARN", arn},
                            {"Name", "n"},
                            {"Description", "d"},
                            {"KmsKeyId", "k"},
                            {"CreatedDate", 1.5},
                            {"LastChangedDate", 1.5},
                            {"DeletedDate", 1.5},
                            {"NextRotationDate", 1.5},
                            {"RotationEnabled", true},
                            {"Tags", QJsonArray{QJsonObject{{"Key", "a"}, {"Value", "b"}}}},
                            {"OwningService", "o"},
                            {"PrimaryRegion", "us-east-1"}};
    QJsonObject described = entry;
    described.insert("VersionIdsToStages"_L1, QJsonObject{{"v", QJsonArray{"AWSCURRENT"}}});
    described.insert("ReplicationStatus"_L1, QJsonArray{QJsonObject{{"Region", "eu-west-1"}}});
    const QJsonObject text{{"ARN", arn},         {"Name", "n"},
                           {"VersionId", "v"},   {"VersionStages", QJsonArray{"AWSCURRENT"}},
                           {"CreatedDate", 1.5}, {"SecretString", "s"}};
    QJsonObject bytes = text;
    bytes.remove("SecretString"_L1);
    bytes.insert("SecretBinary"_L1, "AP+A");
    const QJsonObject version{{"VersionId", "v"},
                              {"VersionStages", QJsonArray{"AWSCURRENT"}},
                              {"CreatedDate", 1.5},
                              {"LastAccessedDate", 1.5}};
    const auto getValue = [](Bench &bench) { return outcomeOf(run(bench.secrets.getSecretValue(u"n"_s, u"v"_s))); };
    return {{"ListSecrets",
             {{"SecretList", QJsonArray{entry}}, {"NextToken", "t"}},
             {"SecretList", "SecretList.ARN", "SecretList.Name"},
             [](Bench &bench) {
                 PageStream<SecretMetadata> stream = bench.secrets.listSecrets();
                 return outcomeOf(run(stream.next()));
             }},
            {"DescribeSecret",
             described,
             {"ARN", "Name"},
             [](Bench &bench) { return outcomeOf(run(bench.secrets.describeSecret(u"n"_s))); }},
            {"DescribeSecret",
             described,
             {"ARN", "Name", "ReplicationStatus.Region"},
             [](Bench &bench) { return outcomeOf(run(ReplicationClient(bench.transport).describeSecret(u"n"_s))); }},
            {"GetSecretValue", text, {"ARN", "Name", "VersionId", "SecretString"}, getValue},
            {"GetSecretValue", bytes, {"ARN", "Name", "VersionId", "SecretBinary"}, getValue},
            {"ListSecretVersionIds",
             {{"Versions", QJsonArray{version}}, {"NextToken", "t"}},
             {"Versions", "Versions.VersionId"},
             [](Bench &bench) {
                 PageStream<SecretVersion> stream = bench.secrets.listSecretVersionIds(u"n"_s);
                 return outcomeOf(run(stream.next()));
             }},
            {"GetResourcePolicy", {{"ARN", arn}, {"ResourcePolicy", "{}"}}, {"ARN"}, [](Bench &bench) {
                 return outcomeOf(run(ResourcePolicyClient(bench.transport).getResourcePolicy(u"n"_s)));
             }}};
}

QList<Operation> secretWrites()
{
    const QJsonObject written{{"ARN", arn}, {"Name", "n"}, {"VersionId", "t"}, {"VersionStages", QJsonArray{"S"}}};
    const QJsonObject named{{"ARN", arn}, {"Name", "n"}};
    const QJsonObject replicated{{"ARN", arn}, {"ReplicationStatus", QJsonArray{QJsonObject{{"Region", "eu-west-1"}}}}};
    const auto update = [](bool withValue) {
        return [withValue](Bench &bench) {
            SecretsManagerClient::SecretUpdate change;
            change.description = u"d"_s;
            if (withValue)
                change.value = value;
            return outcomeOf(run(bench.secrets.updateSecret(u"n"_s, change, u"t"_s)));
        };
    };
    return {{"CreateSecret",
             written,
             {"ARN", "VersionId"},
             [](Bench &bench) {
                 SecretsManagerClient::NewSecret secret;
                 secret.name = u"n"_s;
                 secret.value = value;
                 return outcomeOf(run(bench.secrets.createSecret(secret, u"t"_s)));
             }},
            {"PutSecretValue",
             written,
             {"ARN", "VersionId"},
             [](Bench &bench) { return outcomeOf(run(bench.secrets.putSecretValue(u"n"_s, value, false, u"t"_s))); }},
            {"UpdateSecret", written, {"ARN", "VersionId"}, update(true)},
            {"UpdateSecret", named, {"ARN"}, update(false)},
            {"UpdateSecretVersionStage",
             named,
             {"ARN"},
             [](Bench &bench) {
                 return outcomeOf(run(bench.secrets.updateSecretVersionStage(u"n"_s, u"L"_s, u"a"_s, u"b"_s)));
             }},
            {"DeleteSecret",
             {{"ARN", arn}, {"DeletionDate", 1.5}},
             {"ARN", "DeletionDate"},
             [](Bench &bench) { return outcomeOf(run(bench.secrets.deleteSecret(u"n"_s, 7))); }},
            {"RestoreSecret",
             named,
             {"ARN"},
             [](Bench &bench) { return outcomeOf(run(bench.secrets.restoreSecret(u"n"_s))); }},
            {"ReplicateSecretToRegions",
             replicated,
             {"ARN", "ReplicationStatus.Region"},
             [](Bench &bench) {
                 const ReplicationClient client(bench.transport);
                 return outcomeOf(run(client.replicateSecretToRegions(u"n"_s, {{u"eu-west-1"_s, {}}})));
             }},
            {"RemoveRegionsFromReplication",
             replicated,
             {"ARN", "ReplicationStatus.Region"},
             [](Bench &bench) {
                 const ReplicationClient client(bench.transport);
                 return outcomeOf(run(client.removeRegionsFromReplication(u"n"_s, {u"eu-west-1"_s})));
             }},
            {"PutResourcePolicy",
             {{"ARN", arn}},
             {"ARN"},
             [](Bench &bench) {
                 return outcomeOf(run(ResourcePolicyClient(bench.transport).putResourcePolicy(u"n"_s, u"{}"_s)));
             }},
            {"DeleteResourcePolicy", {{"ARN", arn}}, {"ARN"}, [](Bench &bench) {
                 return outcomeOf(run(ResourcePolicyClient(bench.transport).deleteResourcePolicy(u"n"_s)));
             }}};
}

QList<Operation> parameterOperations()
{
    const QJsonObject described{{"Name", "/a"},
                                {"ARN", "arn:aws:ssm:us-east-1:123456789012:parameter/a"},
                                {"Type", "String"},
                                {"Version", 3},
                                {"LastModifiedDate", 1.5},
                                {"LastModifiedUser", "u"},
                                {"Description", "d"},
                                {"Policies", QJsonArray()}};
    QJsonObject read = described;
    for (const auto &member : {"Description"_L1, "Policies"_L1, "LastModifiedUser"_L1})
        read.remove(member);
    read.insert("Value"_L1, "v");
    QJsonObject version = described;
    version.insert("Value"_L1, "v");
    version.insert("Labels"_L1, QJsonArray{"l"});
    ParameterStoreClient::Put put;
    put.name = u"/a"_s;
    put.value = value;
    return {
        {"DescribeParameters",
         {{"Parameters", QJsonArray{described}}, {"NextToken", "t"}},
         {"Parameters", "Parameters.Name"},
         [](Bench &bench) {
             PageStream<ParameterMetadata> stream = bench.parameters.describeParameters();
             return outcomeOf(run(stream.next()));
         }},
        {"DescribeParameters",
         {{"Parameters", QJsonArray{described}}},
         {"Parameters", "Parameters.Name"},
         [](Bench &bench) { return outcomeOf(run(bench.parameters.describeNamed({u"/a"_s}))); }},
        {"GetParameter",
         {{"Parameter", read}},
         {"Parameter", "Parameter.Name", "Parameter.Value", "Parameter.Version"},
         [](Bench &bench) { return outcomeOf(run(bench.parameters.getParameter(u"/a"_s))); }},
        {"GetParameters",
         {{"Parameters", QJsonArray{read}}, {"InvalidParameters", QJsonArray{"/b"}}},
         {"Parameters", "Parameters.Name", "Parameters.Value", "Parameters.Version", "InvalidParameters"},
         [](Bench &bench) {
             return outcomeOf(run(bench.parameters.getParameters({u"/a"_s, u"/b"_s})));
         }},
        {"GetParameterHistory",
         {{"Parameters", QJsonArray{withoutArn(version)}}, {"NextToken", "t"}},
         {"Parameters", "Parameters.Value", "Parameters.Version"},
         [](Bench &bench) {
             PageStream<ParameterVersion> stream = bench.parameters.getParameterHistory(u"/a"_s);
             return outcomeOf(run(stream.next()));
         }},
        {"PutParameter",
         {{"Version", 4}},
         {"Version"},
         [put](Bench &bench) { return outcomeOf(run(bench.parameters.putParameter(put))); }},
        {"LabelParameterVersion",
         {{"InvalidLabels", QJsonArray{"x"}}, {"ParameterVersion", 3}},
         {"ParameterVersion"},
         [](Bench &bench) { return outcomeOf(run(bench.parameters.labelParameterVersion(u"/a"_s, 3, {u"l"_s}))); }},
        {"UnlabelParameterVersion",
         {{"RemovedLabels", QJsonArray{"l"}}, {"InvalidLabels", QJsonArray{"x"}}},
         {"RemovedLabels"},
         [](Bench &bench) { return outcomeOf(run(bench.parameters.unlabelParameterVersion(u"/a"_s, 3, {u"l"_s}))); }},
        {"ListTagsForResource",
         {{"TagList", QJsonArray{QJsonObject{{"Key", "a"}, {"Value", "b"}}}}},
         {"TagList", "TagList.Key"},
         [](Bench &bench) {
             return outcomeOf(run(ParameterTagsClient(bench.transport).listTagsForResource(u"/a"_s)));
         }},
        {"ListAliases",
         {{"Aliases", QJsonArray{QJsonObject{{"AliasName", "alias/a"}}}}},
         {"Aliases", "Aliases.AliasName"},
         [](Bench &bench) { return outcomeOf(run(KmsClient(bench.transport).listAliases())); }}};
}

QList<Operation> operations()
{
    return secretReads() + secretWrites() + parameterOperations();
}

QByteArray json(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

//! \p answer with the member at \p path replaced; undefined: taken away.
QJsonObject changed(QJsonObject answer, const QString &path, const QJsonValue &to)
{
    const QString head = path.section(u'.', 0, 0);
    const QString rest = path.section(u'.', 1);
    if (rest.isEmpty()) {
        to.isUndefined() ? answer.remove(head) : void(answer.insert(head, to));
        return answer;
    }
    const bool isList = answer.value(head).isArray();
    const QJsonObject inside = isList ? answer.value(head).toArray().first().toObject() : answer.value(head).toObject();
    const QJsonObject made = changed(inside, rest, to);
    answer.insert(head, isList ? QJsonValue(QJsonArray{made}) : QJsonValue(made));
    return answer;
}

QStringList pathsOf(const QJsonObject &answer)
{
    QStringList paths = answer.keys();
    for (const QString &key : answer.keys()) {
        const QJsonValue member = answer.value(key);
        const QJsonObject inside = member.isArray() ? member.toArray().first().toObject() : QJsonObject();
        for (const QString &name : inside.keys())
            paths.append(key + u'.' + name);
    }
    return paths;
}

QJsonValue at(const QJsonObject &answer, const QString &path)
{
    const QJsonValue member = answer.value(path.section(u'.', 0, 0));
    const QString rest = path.section(u'.', 1);
    if (rest.isEmpty())
        return member;
    return at(member.isArray() ? member.toArray().first().toObject() : member.toObject(), rest);
}

} // namespace

class HollowAnswersTest : public QObject {
    Q_OBJECT

    Bench m_bench;

    QByteArray refused(const Operation &operation, const QByteArray &body, const QString &member = {})
    {
        m_bench.answer(body);
        const Outcome outcome = operation.call(m_bench);
        const QByteArray where = QByteArray(operation.name) + ' ' + body + ": ";
        if (!outcome)
            return where + "taken for a success";
        if (outcome->kind != ErrorKind::Protocol)
            return where + outcome->code.toUtf8() + ' ' + outcome->detail.toUtf8();
        if (outcome->host != m_bench.server.url().authority())
            return where + "names no host";
        if (!outcome->operation.endsWith(u':' + QLatin1String(operation.name)))
            return where + "names another operation: " + outcome->operation.toUtf8();
        if (!member.isEmpty() && !outcome->detail.contains(member.section(u'.', -1)))
            return where + "does not name " + member.toUtf8() + " but says: " + outcome->detail.toUtf8();
        return {};
    }

private slots:
    void takesTheGoodAnswers()
    {
        for (const Operation &operation : operations()) {
            m_bench.answer(json(operation.good));
            const Outcome outcome = operation.call(m_bench);
            QVERIFY2(!outcome, operation.name + (outcome ? " " + outcome->detail.toUtf8() : QByteArray()));
        }
    }

    void takesNoHollowAnswer()
    {
        for (const Operation &operation : operations()) {
            for (const QByteArray body : {"", " ", "{}", "[]", "null", "true", "17", "\"text\"", "{", "{}}",
                                          "{\"a\":1}", "<html></html>", "\xff\xfe"}) {
                const QByteArray problem = refused(operation, body);
                QVERIFY2(problem.isEmpty(), problem);
            }
            QJsonObject nulls = operation.good;
            for (const QString &key : operation.good.keys())
                nulls.insert(key, QJsonValue::Null);
            const QByteArray problem = refused(operation, json(nulls));
            QVERIFY2(problem.isEmpty(), problem);
        }
    }

    void takesNoAnswerWithoutWhatItMustHave()
    {
        for (const Operation &operation : operations()) {
            for (const QString &path : operation.needed) {
                const bool mayBeAbsent = path == u"InvalidParameters"_s || path == u"RemovedLabels"_s;
                for (const QJsonValue &to : {QJsonValue(QJsonValue::Undefined), QJsonValue()}) {
                    const QByteArray body = json(changed(operation.good, path, to));
                    const QByteArray problem = refused(operation, body, mayBeAbsent ? QString() : path);
                    QVERIFY2(problem.isEmpty(), problem);
                }
                const bool isValue = path.endsWith(u"Value"_s) || path.startsWith(u"Secret"_s);
                if (at(operation.good, path).isString() && (!isValue || path.contains(u'.'))
                    && !path.endsWith(u"Value"_s)) { // a value may be empty, what names something may not
                    const QByteArray problem = refused(operation, json(changed(operation.good, path, u""_s)));
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void takesNoMemberOfAnotherType()
    {
        const QJsonValue others[] = {true, 17, u"text"_s, QJsonArray{1}, QJsonObject{{"a", 1}}};
        for (const Operation &operation : operations()) {
            if (QByteArray(operation.name) == "ListAliases")
                continue; // read by another reader, which is asked for what it needs alone
            for (const QString &path : pathsOf(operation.good)) {
                for (const QJsonValue &other : others) {
                    if (other.type() == at(operation.good, path).type() && !other.isArray())
                        continue;
                    const QByteArray problem = refused(operation, json(changed(operation.good, path, other)));
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void takesNoMomentOutOfRange()
    {
        for (const Operation &operation : operations()) {
            for (const QString &path : pathsOf(operation.good)) {
                if (!path.endsWith(u"Date"_s))
                    continue;
                for (const double moment : {-1.0, 253402300800.0, 1715938200123.0, 1e300}) {
                    const QByteArray body = json(changed(operation.good, path, moment));
                    const QByteArray problem = refused(operation, body, path);
                    QVERIFY2(problem.isEmpty(), problem);
                }
            }
        }
    }

    void inventsNoBytes_data()
    {
        QTest::addColumn<QByteArray>("base64");
        for (const char *text : {"AP+", "AP+A=", "AP+A!", "AP A", "AP-A", "A", "AQ", "AQ=", "AR==", "AP+A\\n", "===="})
            QTest::newRow(text) << QByteArray(text);
    }
    void inventsNoBytes()
    {
        QFETCH(QByteArray, base64);
        m_bench.answer("{\"ARN\":\"a\",\"Name\":\"n\",\"VersionId\":\"v\",\"SecretBinary\":\"" + base64 + "\"}");
        const auto value = run(m_bench.secrets.getSecretValue(u"n"_s));
        QVERIFY(value);
        QVERIFY2(!*value, "broken base64 became bytes");
        QVERIFY(value->error().detail.contains(u"SecretBinary"_s));
    }

    void takesNoValueThatIsTwoOrOfAnotherVersion()
    {
        const QByteArray head(R"({"ARN":"a","Name":"n","VersionId":"v")");
        m_bench.answer(head + R"(,"SecretString":"s","SecretBinary":"AP+A"})");
        QVERIFY(!*run(m_bench.secrets.getSecretValue(u"n"_s)));
        m_bench.answer(head + R"(,"SecretString":"s"})");
        QVERIFY(!*run(m_bench.secrets.getSecretValue(u"n"_s, u"w"_s)));
        m_bench.answer(head + ",\"SecretString\":\"\\ud83d\"}"); // half a character is none
        QVERIFY(!*run(m_bench.secrets.getSecretValue(u"n"_s)));
        m_bench.answer(R"({"ARN":"a","VersionId":"other"})");
        QVERIFY(!*run(m_bench.secrets.putSecretValue(u"n"_s, value, false, u"t"_s)));
    }

    void accountsForEveryParameterThatWasAskedFor()
    {
        m_bench.answer(R"({"Parameters":[{"Name":"/a","Value":"v","Version":1}],"InvalidParameters":[]})");
        const auto found = run(m_bench.parameters.getParameters({u"/a"_s, u"/b"_s}));
        QVERIFY(found && !*found);
        QVERIFY(found->error().detail.contains(u"/b"_s));
    }

    void endsAListingThatGoesInACircle()
    {
        int asked = 0;
        m_bench.server.setScript([&asked](const WireServer::Request &) {
            const QByteArray token = ++asked % 2 ? "A" : "B";
            return WireServer::Answer{WireServer::ok("{\"SecretList\":[],\"NextToken\":\"" + token + "\"}")};
        });
        PageStream<SecretMetadata> stream = m_bench.secrets.listSecrets();
        Outcome outcome;
        for (int page = 0; page < 10 && !outcome; ++page)
            outcome = outcomeOf(run(stream.next()));
        QVERIFY(outcome);
        QCOMPARE(outcome->code, u"bad-answer"_s);
        QCOMPARE(outcome->host, m_bench.server.url().authority());
        QCOMPARE(asked, 3);
        const auto after = run(stream.next()); // and it is over
        QVERIFY(after && *after && !(*after)->has_value());
        QCOMPARE(asked, 3);
    }
};

} // namespace hollow_answers_test

KEYTURN_TEST(hollow_answers, hollow_answers_test::HollowAnswersTest)
#include "hollow_answers_test.moc"
