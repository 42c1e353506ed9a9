#include "core/save/secret_lifecycle.h"

#include "tests/support/faulty_sandbox.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace secret_lifecycle_test {

using Fault = FaultySandbox::Fault;

class SecretLifecycleTest : public QObject {
    Q_OBJECT

private slots:
    void aScheduledDeletionCanBeTakenBack()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1"});
        const SecretLifecycle lifecycle(*aws.connection);
        const auto goneAt = run(lifecycle.deleteSecret(entry, 7));
        QVERIFY(goneAt && *goneAt);
        QCOMPARE((**goneAt).toSecsSinceEpoch(), aws.clock.now.addDays(7).toSecsSinceEpoch());
        QCOMPARE(run(lifecycle.mayDelete(entry))->error().code, u"deleted"_s);
        QVERIFY(*run(lifecycle.restore(entry)));
        QCOMPARE(aws.code(u"GetSecretValue"_s, {{"SecretId", "a"}}), QString());
        QVERIFY(*run(lifecycle.mayDelete(entry)));
    }

    void aLostAnswerIsFoundOutAndNotRepeated()
    {
        for (const int days : {0, 30}) {
            FaultySandbox aws;
            const Entry entry = aws.secret(u"a"_s, {"1"});
            const SecretLifecycle lifecycle(*aws.connection);
            aws.fail(u"DeleteSecret"_s, Fault::LostSent);
            const auto goneAt = run(lifecycle.deleteSecret(entry, days));
            QVERIFY(goneAt && *goneAt);
            QCOMPARE(aws.calls.count(u"DeleteSecret"_s), 1);
        }
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1"});
        const SecretLifecycle lifecycle(*aws.connection);
        aws.fail(u"DeleteSecret"_s, Fault::Lost);
        QCOMPARE(run(lifecycle.deleteSecret(entry, 30))->error().kind, ErrorKind::Network);
        QCOMPARE(aws.code(u"GetSecretValue"_s, {{"SecretId", "a"}}), QString());
    }

    void aDeniedDeletionSaysSo()
    {
        FaultySandbox aws;
        const Entry entry = aws.secret(u"a"_s, {"1"});
        aws.fail(u"DeleteSecret"_s, Fault::Denied);
        QCOMPARE(run(SecretLifecycle(*aws.connection).deleteSecret(entry, 30))->error().kind, ErrorKind::AccessDenied);
    }

    void replicasAndOwnedSecretsAreRefusedWithTheReason()
    {
        SecretMetadata secret;
        secret.primaryRegion = u"eu-west-1"_s;
        QCOMPARE(changeObstacle(secret, u"us-east-1"_s, {})->code, u"replica"_s);
        QVERIFY(!changeObstacle(secret, u"eu-west-1"_s, {}));
        secret.owningService = u"rds"_s;
        QCOMPARE(changeObstacle(secret, u"eu-west-1"_s, {})->code, u"owned"_s);
    }

    void aPrimaryNamesTheReplicasThatMustGoFirst()
    {
        WireServer server;
        server.setAnswer({WireServer::ok(
            R"({"ARN":"arn","Name":"a","PrimaryRegion":"us-east-1","ReplicationStatus":[{"Region":"eu-west-1"},{"Region":"eu-north-1"}]})")});
        HttpClient http;
        FakeClock clock;
        Profile profile;
        profile.endpoint = server.url();
        Connection connection(http, clock, profile, u"us-east-1"_s, StaticCredentials::ofSandbox());
        const auto may = run(SecretLifecycle(connection).mayDelete(Entry()));
        QCOMPARE(may->error().code, u"replicas"_s);
        QCOMPARE(may->error().detail, u"eu-west-1, eu-north-1"_s);
    }

    void parametersGoOneByOneAndTheErrorNamesWhatIsGone()
    {
        FaultySandbox aws;
        aws.put(u"/erp/a"_s, "1");
        aws.put(u"/erp/b"_s, "2");
        const Entry entry = aws.parameters({u"/erp/a"_s, u"/erp/b"_s});
        const SecretLifecycle lifecycle(*aws.connection);
        aws.onCall = [&aws](const QString &operation) {
            if (operation == "DeleteParameter"_L1 && aws.calls.count(operation) == 2)
                aws.fail(operation, Fault::Denied);
        };
        const Error error = run(lifecycle.deleteParameters(entry))->error();
        QCOMPARE(error.kind, ErrorKind::AccessDenied);
        QVERIFY(error.detail.contains(u"/erp/a"_s));
        QVERIFY(!error.detail.contains(u"/erp/b"_s));

        aws.onCall = {};
        aws.fail(u"DeleteParameter"_s, Fault::LostSent);
        Entry rest = entry;
        rest.parameters = {entry.parameters.at(1)};
        QVERIFY(*run(lifecycle.deleteParameters(rest)));
        QCOMPARE(aws.code(u"GetParameter"_s, {{"Name", "/erp/b"}}), u"ParameterNotFound"_s);
    }

    void aSuccessThatIsNoneIsFoundOut()
    {
        FaultySandbox aws;
        const Entry secret = aws.secret(u"a"_s, {"1"});
        aws.put(u"/erp/a"_s, "1");
        const Entry parameter = aws.parameters({u"/erp/a"_s});
        const SecretLifecycle lifecycle(*aws.connection);
        aws.pretend(u"DeleteParameter"_s, {});
        QCOMPARE(run(lifecycle.deleteParameters(parameter))->error().code, u"bad-answer"_s);

        QVERIFY(*run(lifecycle.deleteSecret(secret, 7)));
        aws.pretend(u"RestoreSecret"_s, {{"ARN", secret.arn}, {"Name", "a"}});
        const Error error = run(lifecycle.restore(secret))->error();
        QCOMPARE(error.code, u"bad-answer"_s);
        QCOMPARE(error.host, aws.server.url().authority());
        QCOMPARE(error.operation, u"secretsmanager:RestoreSecret"_s);
    }

    void whereLookingIsDeniedAwsIsBelieved()
    {
        FaultySandbox aws;
        aws.put(u"/erp/a"_s, "1");
        const Entry parameter = aws.parameters({u"/erp/a"_s});
        aws.fail(u"DescribeParameters"_s, Fault::Denied);
        QVERIFY(*run(SecretLifecycle(*aws.connection).deleteParameters(parameter)));
    }
};

} // namespace secret_lifecycle_test

KEYTURN_TEST(secret_lifecycle, secret_lifecycle_test::SecretLifecycleTest)
#include "secret_lifecycle_test.moc"
