#pragma once
#include "core/aws/kms_client.h"
#include "core/credentials/static_credentials.h"
#include "core/stores/parameter_store_client.h"
#include "core/stores/parameter_tags_client.h"
#include "core/stores/replication_client.h"
#include "core/stores/resource_policy_client.h"
#include "core/stores/rotation_client.h"
#include "core/stores/secrets_manager_client.h"
#include "tests/support/fake_clock.h"
#include "tests/support/run.h"
#include "tests/support/wire_server.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

//! Every operation of core's clients, with an answer that it takes: for tests of those that it must not take.
namespace keyturn::client_operations {

using namespace Qt::StringLiterals;

inline Task<std::monostate> noPause(std::chrono::milliseconds)
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

//! A history has no ARN, and its name is the one that was asked for.
inline QJsonObject withoutArn(QJsonObject version)
{
    version.remove(QLatin1String("ARN"));
    version.remove(QLatin1String("Name"));
    return version;
}

//! What a call made of an answer; none: it took it for a success.
using Outcome = std::optional<Error>;

template <typename T>
inline Outcome outcomeOf(const std::optional<Result<T>> &result)
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

inline const SecretString value{QByteArrayView("v")};
inline const QString arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:n-AbCdEf"_s;

inline QList<Operation> secretReads()
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
    const auto getLabelled = [](Bench &bench) { return outcomeOf(run(bench.secrets.getSecretValue(u"n"_s))); };
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
            {"RotateSecret",
             {{"ARN", arn}, {"Name", "n"}, {"VersionId", "v"}},
             {"ARN", "Name"},
             [](Bench &bench) {
                 return outcomeOf(run(RotationClient(bench.transport).rotateSecret(u"n"_s, {}, u"token"_s)));
             }},
            {"CancelRotateSecret",
             {{"ARN", arn}, {"Name", "n"}},
             {"ARN", "Name"},
             [](Bench &bench) { return outcomeOf(run(RotationClient(bench.transport).cancelRotateSecret(u"n"_s))); }},
            {"GetSecretValue", text, {"ARN", "Name", "VersionId", "SecretString"}, getValue},
            {"GetSecretValue", bytes, {"ARN", "Name", "VersionId", "SecretBinary"}, getValue},
            {"GetSecretValue", text, {"ARN", "Name", "VersionId", "SecretString", "VersionStages"}, getLabelled},
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

inline QList<Operation> secretWrites()
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

inline QList<Operation> parameterOperations()
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
         {{"Aliases", QJsonArray{QJsonObject{{"AliasName", "alias/a"}, {"TargetKeyId", "k"}}}}, {"Truncated", false}},
         {"Aliases", "Aliases.AliasName"},
         [](Bench &bench) { return outcomeOf(run(KmsClient(bench.transport).listAliases())); }},
        {"DescribeKey",
         {{"KeyMetadata", QJsonObject{{"Arn", "arn:aws:kms:us-east-1:123456789012:key/k"}}}},
         {"KeyMetadata"},
         [](Bench &bench) { return outcomeOf(run(KmsClient(bench.transport).describeKey(u"k"_s))); }},
        {"GetKeyPolicy", {{"Policy", "{}"}}, {"Policy"}, [](Bench &bench) {
             return outcomeOf(run(KmsClient(bench.transport).getKeyPolicy(u"k"_s)));
         }}};
}

//! What AWS answers with nothing at all, or with an empty object: whether it was done is looked at afterwards.
inline QList<Operation> silentStoreOperations()
{
    const QMap<QString, QString> tags{{u"k"_s, u"v"_s}};
    return {{"TagResource",
             {},
             {},
             [tags](Bench &bench) { return outcomeOf(run(bench.secrets.tagResource(u"n"_s, tags))); }},
            {"UntagResource",
             {},
             {},
             [](Bench &bench) { return outcomeOf(run(bench.secrets.untagResource(u"n"_s, {u"k"_s}))); }},
            {"AddTagsToResource",
             {},
             {},
             [tags](Bench &bench) { return outcomeOf(run(bench.parameters.addTagsToResource(u"/a"_s, tags))); }},
            {"RemoveTagsFromResource",
             {},
             {},
             [](Bench &bench) { return outcomeOf(run(bench.parameters.removeTagsFromResource(u"/a"_s, {u"k"_s}))); }},
            {"DeleteParameter", {}, {}, [](Bench &bench) {
                 return outcomeOf(run(bench.parameters.deleteParameter(u"/a"_s)));
             }}};
}

} // namespace keyturn::client_operations
