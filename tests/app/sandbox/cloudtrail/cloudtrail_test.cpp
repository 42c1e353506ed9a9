#include "app/sandbox/cloudtrail/cloudtrail.h"

#include "app/sandbox/secretsmanager/secrets_manager.h"
#include "app/sandbox/ssm/parameter_store.h"
#include "app/sandbox/store/outbox.h"
#include "tests/support/fake_clock.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;

namespace cloudtrail_test {

namespace {

const QString account = u"123456789012"_s;
const QString token = u"00000000-0000-4000-8000-000000000001"_s;

} // namespace

class CloudtrailTest : public QObject {
    Q_OBJECT

    //! Calls as the front door does.
    struct Bench {
        Store store;
        FakeClock clock;
        Caller caller{account, u"arn:aws:iam::123456789012:user/testing"_s, u"AIDATESTING"_s};

        Bench()
        {
            if (!store.open({}, false))
                qFatal("no store");
        }
        Answer call(const Service &service, const QString &operation, const QJsonObject &input)
        {
            Call call{store, caller, u"us-east-1"_s, clock.now, input};
            call.operation = operation;
            return perform(service, call);
        }
        QJsonArray events(const QJsonObject &input = {})
        {
            const Answer answer = call(cloudTrail(), u"LookupEvents"_s, input);
            return answer ? answer->value(u"Events").toArray() : QJsonArray();
        }
        QJsonObject record(qsizetype i)
        {
            return QJsonDocument::fromJson(events().at(i)[u"CloudTrailEvent"].toString().toUtf8()).object();
        }
    };

private slots:
    void recordsNoValueOfASecretOrAParameter()
    {
        Bench bench;
        QVERIFY(bench.call(secretsManager(), u"CreateSecret"_s,
                           {{"Name", "a"}, {"ClientRequestToken", token}, {"SecretString", "canary-1"}}));
        QVERIFY(
            bench.call(secretsManager(), u"PutSecretValue"_s,
                       {{"SecretId", "a"}, {"ClientRequestToken", u'2' + token}, {"SecretBinary", "Y2FuYXJ5LTI="}}));
        QVERIFY(bench.call(secretsManager(), u"GetSecretValue"_s, {{"SecretId", "a"}}));
        QVERIFY(bench.call(parameterStore(), u"PutParameter"_s,
                           {{"Name", "/a"}, {"Value", "canary-3"}, {"Type", "SecureString"}}));
        QVERIFY(bench.call(parameterStore(), u"GetParameter"_s, {{"Name", "/a"}, {"WithDecryption", true}}));
        QCOMPARE(bench.events().size(), 5);
        const QByteArray all = QJsonDocument(bench.events()).toJson();
        for (const char *value : {"canary", "Y2FuYXJ5"})
            QVERIFY2(!all.contains(value), value);
        QVERIFY(all.contains("HIDDEN_DUE_TO_SECURITY_REASONS"));
    }

    void tellsTheRoleBehindASessionAndWhyACallWasRefused()
    {
        Bench bench;
        bench.caller = {account, u"arn:aws:sts::123456789012:assumed-role/Admin/maya"_s, u"AROAADMIN:maya"_s};
        QVERIFY(!bench.call(secretsManager(), u"GetSecretValue"_s, {{"SecretId", "none"}}));
        QCOMPARE(bench.events().at(0)[u"Username"].toString(), u"maya"_s);
        const QJsonObject record = bench.record(0);
        QCOMPARE(record[u"errorCode"].toString(), u"ResourceNotFoundException"_s);
        QCOMPARE(record[u"userIdentity"][u"sessionContext"][u"sessionIssuer"][u"arn"].toString(),
                 u"arn:aws:iam::123456789012:role/Admin"_s);
        QVERIFY(record[u"responseElements"].isNull());
    }

    void aBusyReaderDoesNotPushOutWhoWrote()
    {
        Bench bench;
        QVERIFY(bench.call(secretsManager(), u"CreateSecret"_s,
                           {{"Name", "a"}, {"ClientRequestToken", token}, {"SecretString", "v"}}));
        for (size_t i = 0; i < outbox::capacity + 10; ++i)
            QVERIFY(bench.call(secretsManager(), u"DescribeSecret"_s, {{"SecretId", "a"}}));
        const QJsonArray attributes{QJsonObject{{"AttributeKey", "ReadOnly"}, {"AttributeValue", "false"}}};
        QCOMPARE(bench.events({{"LookupAttributes", attributes}}).size(), 1);
    }

    void isEmptyOnceTheStoreIsCleared()
    {
        Bench bench;
        QVERIFY(bench.call(secretsManager(), u"CreateSecret"_s,
                           {{"Name", "a"}, {"ClientRequestToken", token}, {"SecretString", "v"}}));
        QVERIFY(bench.store.clear());
        QCOMPARE(bench.events(), QJsonArray());
    }
};

} // namespace cloudtrail_test

KEYTURN_TEST(cloudtrail, cloudtrail_test::CloudtrailTest)
#include "cloudtrail_test.moc"
