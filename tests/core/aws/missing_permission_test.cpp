#include "core/aws/missing_permission.h"
#include "tests/support/test_main.h"

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

    void nothingElseIsAPermission()
    {
        Error error = refusal(u"not authorized"_s, {});
        QVERIFY(!MissingPermission::of(error));
        error = refusal(u"is not authorized to perform: a:B"_s);
        error.kind = ErrorKind::Auth;
        QVERIFY(!MissingPermission::of(error));
    }
};

} // namespace missing_permission_test

KEYTURN_TEST(missing_permission, missing_permission_test::MissingPermissionTest)
#include "missing_permission_test.moc"
