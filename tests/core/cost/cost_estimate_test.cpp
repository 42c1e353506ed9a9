#include "core/cost/cost_estimate.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace cost_estimate_test {

const QDateTime now = QDateTime(QDate(2027, 1, 31), QTime(12, 0), Qt::UTC);

SecretMetadata secret(const QString &name, int ageDays = 200, int readDaysAgo = 1)
{
    SecretMetadata made;
    made.name = name;
    made.createdAt = now.addDays(-ageDays);
    if (readDaysAgo >= 0)
        made.lastAccessedAt = now.addDays(-readDaysAgo);
    return made;
}

CostEstimate estimate(const QList<SecretMetadata> &secrets, const QList<ParameterMetadata> &parameters = {},
                      qint64 calls = 0, const CostRates &rates = {})
{
    return estimateCost(secrets, parameters, rates, calls, u"us-east-1"_s, now);
}

QStringList unused(const CostEstimate &of)
{
    QStringList names;
    for (const CostLine &line : of.lines) {
        if (line.isUnused)
            names.append(line.name);
    }
    return names;
}

class CostEstimateTest : public QObject {
    Q_OBJECT

private slots:
    void fiveSecretsAndAHundredThousandCallsAreTwoDollarsAndAHalf()
    {
        const CostEstimate five =
            estimate({secret(u"a"_s), secret(u"b"_s), secret(u"c"_s), secret(u"d"_s), secret(u"e"_s)}, {}, 100'000);
        QVERIFY(qAbs(five.perMonth() - 2.50) < 0.001);
    }

    void onlyAdvancedParametersCost()
    {
        ParameterMetadata advanced;
        advanced.name = u"/a"_s;
        advanced.tier = u"Advanced"_s;
        ParameterMetadata standard = advanced;
        standard.tier = u"Standard"_s;
        QVERIFY(qAbs(estimate({}, {advanced, advanced, advanced, standard}).perMonth() - 0.15) < 0.001);
    }

    void aReplicaCountsAndADeletedOneDoesNot()
    {
        SecretMetadata replica = secret(u"r"_s);
        replica.primaryRegion = u"eu-west-1"_s;
        SecretMetadata deleted = secret(u"d"_s);
        deleted.deletedAt = now.addDays(7);
        const CostEstimate both = estimate({replica, deleted});
        QVERIFY(qAbs(both.perMonth() - 0.40) < 0.001);
        QVERIFY(both.lines.constFirst().isReplica && both.lines.constLast().isDeleted);
    }

    void aCustomerKeyCostsOnceAndAwsKeysNothing()
    {
        SecretMetadata a = secret(u"a"_s);
        a.kmsKeyId = u"arn:aws:kms:us-east-1:1:key/k"_s;
        SecretMetadata b = a;
        SecretMetadata c = secret(u"c"_s);
        c.kmsKeyId = u"alias/aws/secretsmanager"_s;
        QVERIFY(qAbs(estimate({a, b, c}).keysPerMonth - 1.00) < 0.001);
    }

    void unusedIsWhatIsOldAndWasNotReadForNinetyDays()
    {
        QCOMPARE(unused(estimate({secret(u"read"_s, 200, 89), secret(u"unread"_s, 200, 91), secret(u"never"_s, 91, -1),
                                  secret(u"new"_s, 89, -1)})),
                 (QStringList{u"never"_s, u"unread"_s}));
    }

    void whatBeginsAlikeAndHasOneLifeCouldBeOne()
    {
        SecretMetadata rotated = secret(u"app/prod/rotated"_s);
        rotated.rotationEnabled = true;
        SecretMetadata otherKey = secret(u"app/prod/other-key"_s);
        otherKey.kmsKeyId = u"k"_s;
        const CostEstimate found =
            estimate({secret(u"app/prod/a"_s), secret(u"app/prod/b"_s), secret(u"app/dev/a"_s), rotated, otherKey,
                      secret(u"stripe-key"_s), secret(u"stripe-webhook"_s), secret(u"stripe-other"_s)});
        QCOMPARE(found.merges.size(), 2);
        QCOMPARE(found.merges.at(0).prefix, u"stripe-"_s);
        QVERIFY(qAbs(found.merges.at(0).savedPerMonth - 0.80) < 0.001);
        QCOMPARE(found.merges.at(1).names, (QStringList{u"app/prod/a"_s, u"app/prod/b"_s}));
    }

    void pricesCanBeOnesOwn()
    {
        CostRates rates;
        QVERIFY(rates.set(u"secret"_s, 1.5) && !rates.set(u"coffee"_s, 1) && !rates.set(u"secret"_s, -1));
        QVERIFY(qAbs(estimate({secret(u"a"_s)}, {}, 0, rates).perMonth() - 1.5) < 0.001);
    }
};

} // namespace cost_estimate_test

KEYTURN_TEST(cost_estimate, cost_estimate_test::CostEstimateTest)
#include "cost_estimate_test.moc"
