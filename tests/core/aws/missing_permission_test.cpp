#include "core/aws/missing_permission.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace missing_permission_test {

class MissingPermissionTest : public QObject {
    Q_OBJECT

    static Error refusal(const QString &detail, const QString &operation = u"secretsmanager:GetSecretValue"_s)
    {
        return {ErrorKind::AccessDenied, u"AccessDeniedException"_s, detail, {}, u"host"_s, operation};
    }

private slots:
    void readsActionResourceAndPrincipalFromTheAnswer()
    {
        const auto missing = MissingPermission::of(
            refusal(u"User: arn:aws:sts::123456789012:assumed-role/KeyturnAdmin/ada is not authorized to perform: "
                    "secretsmanager:GetSecretValue on resource: "
                    "arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf "
                    "because no identity-based policy allows the secretsmanager:GetSecretValue action"_s));
        QVERIFY(missing);
        QCOMPARE(missing->action, u"secretsmanager:GetSecretValue"_s);
        QCOMPARE(missing->resource, u"arn:aws:secretsmanager:us-east-1:123456789012:secret:a/b-AbCdEf"_s);
        QCOMPARE(missing->principal, u"arn:aws:sts::123456789012:assumed-role/KeyturnAdmin/ada"_s);
        QVERIFY(!missing->isDenied && missing->otherPolicy.isEmpty());
        const QJsonObject statement = QJsonDocument::fromJson(missing->statement()).object();
        QCOMPARE(statement.size(), 3);
        QCOMPARE(statement.value("Effect"_L1).toString(), u"Allow"_s);
        QCOMPARE(statement.value("Action"_L1).toString(), missing->action);
        QCOMPARE(statement.value("Resource"_L1).toString(), missing->resource);
    }

    void aListHasNoResource()
    {
        const auto missing = MissingPermission::of(refusal(
            u"User: arn:aws:iam::123456789012:user/ada is not authorized to perform: secretsmanager:ListSecrets "
            "because no identity-based policy allows the secretsmanager:ListSecrets action"_s,
            u"secretsmanager:ListSecrets"_s));
        QCOMPARE(missing->resource, u"*"_s);
        QCOMPARE(missing->action, u"secretsmanager:ListSecrets"_s);
    }

    void theKeyIsAskedForWhenTheKeyIsMissing()
    {
        const auto named = MissingPermission::of(
            refusal(u"User: arn:aws:iam::1:user/ada is not authorized to perform: kms:Decrypt on resource: "
                    "arn:aws:kms:us-east-1:1:key/abc because no identity-based policy allows the kms:Decrypt action"_s),
            u"arn:aws:secretsmanager:us-east-1:1:secret:a"_s);
        QCOMPARE(named->action, u"kms:Decrypt"_s);
        QCOMPARE(named->resource, u"arn:aws:kms:us-east-1:1:key/abc"_s);
        const auto unnamed = MissingPermission::of(refusal(u"Access to KMS is not allowed"_s),
                                                   u"arn:aws:secretsmanager:us-east-1:1:secret:a"_s);
        QCOMPARE(unnamed->action, u"kms:Decrypt"_s);
        QCOMPARE(unnamed->resource, u"*"_s); // not the secret: it is no resource of this action
    }

    void aDenialAndAnotherPolicyAreSaid()
    {
        const auto denied = MissingPermission::of(
            refusal(u"User: arn:aws:iam::1:user/ada is not authorized to perform: ssm:GetParameter "
                    "on resource: arn:aws:ssm:us-east-1:1:parameter/a with an explicit deny in a "
                    "service control policy"_s));
        QVERIFY(denied->isDenied);
        QCOMPARE(denied->otherPolicy, u"service control"_s);
        const auto based = MissingPermission::of(
            refusal(u"User: arn:aws:iam::1:user/ada is not authorized to perform: secretsmanager:GetSecretValue on "
                    "resource: x because no resource-based policy allows the secretsmanager:GetSecretValue action"_s));
        QVERIFY(!based->isDenied);
        QCOMPARE(based->otherPolicy, u"resource-based"_s);
    }

    void withoutWordsTheOperationAndTheEntryCount()
    {
        const auto missing = MissingPermission::of(refusal(u"not authorized"_s), u"arn:aws:secretsmanager:x"_s);
        QCOMPARE(missing->action, u"secretsmanager:GetSecretValue"_s);
        QCOMPARE(missing->resource, u"arn:aws:secretsmanager:x"_s);
        QVERIFY(missing->principal.isEmpty());
    }

    void theRightPermissionIsAskedFor_data()
    {
        QTest::addColumn<QString>("operation");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<QStringList>("actions");
        QTest::addColumn<QString>("resource");
        const QString denied = u"AccessDeniedException"_s;
        const QString notAllowed = u"Access to KMS is not allowed"_s;
        const QString masterKey = u"The ciphertext refers to a customer master key that does not exist, does not exist "
                                  "in this region, or you are not allowed to access."_s;
        const QString user = u"User: arn:aws:iam::1:user/ada is not authorized to perform: "_s;
        const QString entry = u"arn:aws:secretsmanager:us-east-1:1:secret:a"_s;
        const QStringList decrypt{u"kms:Decrypt"_s};
        const QStringList seal{u"kms:GenerateDataKey"_s, u"kms:Decrypt"_s};
        const auto row = [](const char *name, const QString &operation, const QString &code, const QString &detail,
                            const QStringList &actions, const QString &resource) {
            QTest::newRow(name) << operation << code << detail << actions << resource;
        };
        row("a secret is read", u"secretsmanager:GetSecretValue"_s, denied, notAllowed, decrypt, u"*"_s);
        row("secrets are read", u"secretsmanager:BatchGetSecretValue"_s, denied, notAllowed, decrypt, u"*"_s);
        row("a secret is written", u"secretsmanager:PutSecretValue"_s, denied, notAllowed, seal, u"*"_s);
        row("a secret is made", u"secretsmanager:CreateSecret"_s, denied, notAllowed, seal, u"*"_s);
        row("a secret gets another key", u"secretsmanager:UpdateSecret"_s, denied, notAllowed, seal, u"*"_s);
        row("a secret is copied", u"secretsmanager:ReplicateSecretToRegions"_s, denied, notAllowed, seal, u"*"_s);
        row("a secret cannot be opened", u"secretsmanager:GetSecretValue"_s, u"DecryptionFailure"_s,
            u"Secrets Manager can't decrypt the protected secret text using the provided KMS key."_s, decrypt, u"*"_s);
        row("a secret cannot be sealed", u"secretsmanager:PutSecretValue"_s, u"EncryptionFailure"_s,
            u"Secrets Manager can't encrypt the protected secret text using the provided KMS key."_s, seal, u"*"_s);
        row("parameters are read", u"ssm:GetParameters"_s, denied, masterKey, decrypt, u"*"_s);
        row("a history is read", u"ssm:GetParameterHistory"_s, denied, masterKey, decrypt, u"*"_s);
        row("parameters are read, and the key is named", u"ssm:GetParameters"_s, denied,
            user
                + u"kms:Decrypt on resource: arn:aws:kms:us-east-1:1:key/abc because no identity-based policy allows "
                  "the kms:Decrypt action (Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException)"_s,
            decrypt, u"arn:aws:kms:us-east-1:1:key/abc"_s);
        row("a parameter is written", u"ssm:PutParameter"_s, denied, u"(Service: AWSKMS; Status Code: 400)"_s,
            {u"kms:Encrypt"_s, u"kms:GenerateDataKey"_s}, u"*"_s);
        row("an advanced parameter is written", u"ssm:PutParameter"_s, denied,
            user
                + u"kms:GenerateDataKey on resource: arn:aws:kms:us-east-1:1:key/abc because no resource-based policy "
                  "allows the kms:GenerateDataKey action"_s,
            {u"kms:GenerateDataKey"_s}, u"arn:aws:kms:us-east-1:1:key/abc"_s);
        row("parameters are listed", u"ssm:DescribeParameters"_s, denied,
            user
                + u"ssm:DescribeParameters on resource: arn:aws:ssm:us-east-1:1:* because no identity-based policy "
                  "allows the ssm:DescribeParameters action"_s,
            {u"ssm:DescribeParameters"_s}, u"*"_s);
        row("a secret with tags is made", u"secretsmanager:CreateSecret"_s, denied,
            user + u"secretsmanager:TagResource on resource: arn:aws:secretsmanager:us-east-1:1:secret:b"_s,
            {u"secretsmanager:TagResource"_s}, u"arn:aws:secretsmanager:us-east-1:1:secret:b"_s);
        row("many are read, and one is not allowed", u"secretsmanager:BatchGetSecretValue"_s, denied,
            user + u"secretsmanager:GetSecretValue on resource: "_s + entry, {u"secretsmanager:GetSecretValue"_s},
            entry);
        row("a label is moved", u"secretsmanager:UpdateSecretVersionStage"_s, denied, u"no"_s,
            {u"secretsmanager:UpdateSecretVersionStage"_s}, entry);
        row("a topic is made", u"sns:CreateTopic"_s, u"AuthorizationError"_s,
            user + u"SNS:CreateTopic on resource: arn:aws:sns:us-east-1:1:t"_s, {u"SNS:CreateTopic"_s},
            u"arn:aws:sns:us-east-1:1:t"_s);
    }
    void theRightPermissionIsAskedFor()
    {
        QFETCH(QString, operation);
        QFETCH(QString, code);
        QFETCH(QString, detail);
        QFETCH(QStringList, actions);
        QFETCH(QString, resource);
        const Error error{ErrorKind::AccessDenied, code, detail, {}, u"host"_s, operation};
        const auto missing = MissingPermission::of(error, u"arn:aws:secretsmanager:us-east-1:1:secret:a"_s);
        QVERIFY(missing);
        QCOMPARE(missing->actions(), actions);
        QCOMPARE(missing->resource, resource);
        const QJsonValue told = QJsonDocument::fromJson(missing->statement()).object().value("Action"_L1);
        QCOMPARE(told.isArray() ? told.toArray().size() : 1, actions.size());
    }

    void whatNoPermissionEndsIsSaidOtherwise_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<int>("refusal");
        const QString denied = u"AccessDeniedException"_s;
        QTest::newRow("reserved name") << denied << u"No access to reserved parameter name: /aws/x."_s
                                       << int(OtherRefusal::ReservedName);
        QTest::newRow("rotation function")
            << denied
            << u"Secrets Manager cannot invoke the specified Lambda function. Ensure that the function policy grants "
               "access to the principal secretsmanager.amazonaws.com."_s
            << int(OtherRefusal::FunctionPolicy);
        QTest::newRow("region") << u"OptInRequired"_s << u"The AWS Access Key Id needs a subscription"_s
                                << int(OtherRefusal::RegionNotEnabled);
        QTest::newRow("region of STS") << u"RegionDisabledException"_s << u"STS is not activated in this region"_s
                                       << int(OtherRefusal::RegionNotEnabled);
    }
    void whatNoPermissionEndsIsSaidOtherwise()
    {
        QFETCH(QString, code);
        QFETCH(QString, detail);
        QFETCH(int, refusal);
        const Error error{ErrorKind::AccessDenied, code, detail, {}, u"host"_s, u"ssm:PutParameter"_s};
        QVERIFY(!MissingPermission::of(error));
        QCOMPARE(int(otherRefusal(error)), refusal);
    }

    void anotherKindOfPolicyIsNamed()
    {
        const QString refused = u"User: arn:aws:iam::1:user/ada is not authorized to perform: ssm:GetParameter on "
                                "resource: x "_s;
        QCOMPARE(
            MissingPermission::of(refusal(refused + u"with an explicit deny in a VPC endpoint policy"_s))->otherPolicy,
            u"VPC endpoint"_s);
        QCOMPARE(MissingPermission::of(refusal(refused + u"because no permissions boundary allows the x action"_s))
                     ->otherPolicy,
                 u"permissions boundary"_s);
    }

    void nothingElseIsAPermission()
    {
        Error error = refusal(u"not authorized"_s, {});
        QVERIFY(!MissingPermission::of(error));
        error = refusal(u"access_denied"_s, u"refresh_token"_s); // a provider's
        QVERIFY(!MissingPermission::of(error));
        error = refusal(u"is not authorized to perform: a:B"_s);
        error.kind = ErrorKind::Auth;
        QVERIFY(!MissingPermission::of(error));
    }
};

} // namespace missing_permission_test

KEYTURN_TEST(missing_permission, missing_permission_test::MissingPermissionTest)
#include "missing_permission_test.moc"
