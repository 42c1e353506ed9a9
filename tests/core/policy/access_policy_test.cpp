#include "core/policy/access_policy.h"

#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace access_policy_test {

class AccessPolicyTest : public QObject {
    Q_OBJECT

    static AccessScope scope()
    {
        AccessScope made;
        made.region = u"eu-west-1"_s;
        made.account = u"123456789012"_s;
        made.secrets = {u"prod/lwa"_s};
        made.parameters = {u"/my-erp/*"_s};
        return made;
    }

    static QJsonArray statements(const QList<AccessFeature> &features, const AccessScope &on)
    {
        return QJsonDocument::fromJson(accessPolicy(features, on)).object().value("Statement"_L1).toArray();
    }

    static QString allowed(const QJsonArray &statements)
    {
        QStringList actions;
        for (const QJsonValue &statement : statements) {
            for (const QJsonValue &action : statement["Action"_L1].toArray())
                actions.append(action.toString());
        }
        return actions.join(u' ');
    }

private slots:
    void everyFeatureHasAWordAndAPolicyOfItsOwn()
    {
        QSet<QByteArray> policies;
        for (const AccessFeature feature : accessFeatures()) {
            QVERIFY(accessFeatureOfWord(accessFeatureWord(feature)) == feature);
            policies.insert(accessPolicy({feature}, scope()));
        }
        QCOMPARE(policies.size(), accessFeatures().size());
        QVERIFY(!accessFeatureOfWord(u"everything"_s));
    }

    void browsingReadsNoValueAndWritesNothing()
    {
        const QString actions = allowed(statements({AccessFeature::Browse}, scope()));
        for (const char *word : {"GetSecretValue", "GetParameter", "Put", "Update", "Tag ", "Delete", "kms:"})
            QVERIFY2(!actions.contains(QLatin1String(word)), qPrintable(actions));
    }

    void onlyListsStandOnEverything()
    {
        for (const QJsonValue &statement : statements(accessFeatures(), scope())) {
            const bool isEverything = statement["Resource"_L1].toArray().contains(u"*"_s);
            QCOMPARE(isEverything, statement["Sid"_L1] == u"Lists"_s);
        }
    }

    void namesAreWholeUnlessTheyEndWithAStar()
    {
        QCOMPARE(secretPattern(scope(), u"prod/lwa"_s),
                 u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/lwa-??????"_s);
        QCOMPARE(secretPattern(scope(), u"prod/*"_s), u"arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/*"_s);
        QCOMPARE(parameterPattern(scope(), u"/my-erp/*"_s), u"arn:aws:ssm:eu-west-1:123456789012:parameter/my-erp/*"_s);
        QCOMPARE(parameterPattern(scope(), u"port"_s), u"arn:aws:ssm:eu-west-1:123456789012:parameter/port"_s);
    }

    void whatIsNotNamedIsNotEverything()
    {
        AccessScope secretsOnly = scope();
        secretsOnly.parameters.clear();
        QVERIFY(!allowed(statements(accessFeatures(), secretsOnly)).contains(u"ssm:Put"_s));
        AccessScope nothing = secretsOnly;
        nothing.secrets.clear();
        QCOMPARE(statements(accessFeatures(), nothing).size(), 1); // lists
    }

    void aKeyServesItsStoreAlone()
    {
        AccessScope withKey = scope();
        withKey.keys = {u"arn:aws:kms:eu-west-1:123456789012:key/k"_s};
        QStringList services;
        for (const QJsonValue &statement : statements({AccessFeature::Edit}, withKey)) {
            const QJsonObject condition = statement["Condition"_L1]["StringEquals"_L1].toObject();
            if (!condition.isEmpty())
                services.append(condition.value("kms:ViaService"_L1).toString());
        }
        QCOMPARE(services,
                 (QStringList{u"secretsmanager.eu-west-1.amazonaws.com"_s, u"ssm.eu-west-1.amazonaws.com"_s}));
        QVERIFY(!allowed(statements({AccessFeature::Edit}, scope())).contains(u"kms:"_s));
    }

    void aClientSecretThatIsOrderedNeedsItsQueueAndEveryCopy()
    {
        AccessScope withQueue = scope();
        withQueue.queues = {u"new-client-secrets"_s};
        const QString actions = allowed(statements({AccessFeature::ClientSecretApi}, withQueue));
        for (const char *action : {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility",
                                   "sqs:SetQueueAttributes", "secretsmanager:PutSecretValue", "ssm:PutParameter"})
            QVERIFY2(actions.contains(QLatin1String(action)), action);
        QVERIFY(!actions.contains(u"sqs:SendMessage"_s) && !actions.contains(u"kms:"_s));
        for (const QJsonValue &statement : statements({AccessFeature::ClientSecretApi}, withQueue)) {
            if (statement["Sid"_L1] == u"Queues"_s)
                QCOMPARE(statement["Resource"_L1].toArray(),
                         QJsonArray{u"arn:aws:sqs:eu-west-1:123456789012:new-client-secrets"_s});
        }
        QVERIFY(!allowed(statements({AccessFeature::ClientSecretApi}, scope())).contains(u"sqs:"_s));
        withQueue.keys = {u"arn:aws:kms:eu-west-1:123456789012:key/k"_s};
        QVERIFY(allowed(statements({AccessFeature::ClientSecretApi}, withQueue)).contains(u"kms:GetKeyPolicy"_s));
    }

    void onlyWhoAsksWhoWroteMayLookIntoCloudTrail()
    {
        for (const AccessFeature feature : accessFeatures())
            QCOMPARE(allowed(statements({feature}, scope())).contains(u"cloudtrail:LookupEvents"_s),
                     feature == AccessFeature::WhoWrote);
    }
};

} // namespace access_policy_test

KEYTURN_TEST(access_policy, access_policy_test::AccessPolicyTest)
#include "access_policy_test.moc"
