#include "core/policy/service_grant.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace service_grant_test {

const QString topic = u"arn:aws:sns:us-east-1:123456789012:reminders"_s;
const QString rule = u"arn:aws:events:us-east-1:123456789012:rule/reminders"_s;

class ServiceGrantTest : public QObject {
    Q_OBJECT

    static bool isIn(const QString &statements)
    {
        const ServiceGrant grant{u"events.amazonaws.com"_s, topic, rule, u"123456789012"_s};
        return grant.isIn(u"{\"Statement\": [%1]}"_s.arg(statements), u"sns:Publish"_s);
    }
    static QString statement(const QString &effect, const QString &who, const QString &action, const QString &more = {})
    {
        return u"{\"Effect\": \"%1\", \"Principal\": %2, \"Action\": \"%3\", \"Resource\": \"%4\"%5}"_s.arg(
            effect, who, action, topic, more);
    }

private slots:
    void letsInTheServiceThatIsNamed()
    {
        const QString events = u"{\"Service\": [\"x.amazonaws.com\", \"events.amazonaws.com\"]}"_s;
        QVERIFY(isIn(statement(u"Allow"_s, events, u"SNS:Publish"_s)));
        QVERIFY(isIn(statement(u"Allow"_s, events, u"sns:*"_s)));
        QVERIFY(isIn(statement(u"Allow"_s, u"\"*\""_s, u"sns:Publish"_s)));
        QVERIFY(!isIn(statement(u"Allow"_s, events, u"sns:Subscribe"_s)));
        QVERIFY(!isIn(statement(u"Allow"_s, u"{\"AWS\": \"*\"}"_s, u"sns:Publish"_s)));
        QVERIFY(!isIn(statement(u"Allow"_s, u"{\"Service\": \"s3.amazonaws.com\"}"_s, u"sns:Publish"_s)));
    }

    void letsInAnotherAccountByItsRootOrItsNumber()
    {
        const QString queue = u"arn:aws:sqs:us-east-1:123456789012:secrets"_s;
        const QString sender = u"arn:aws:iam::437568002678:root"_s;
        const ServiceGrant grant{sender, queue};
        const auto lets = [&](const QString &principal) {
            const QString statement =
                u"{\"Effect\": \"Allow\", \"Principal\": %1, \"Action\": \"SQS:*\", \"Resource\": \"%2\"}"_s.arg(
                    principal, queue);
            return grant.isIn(u"{\"Statement\": %1}"_s.arg(statement), u"sqs:SendMessage"_s);
        };
        QVERIFY(lets(u"{\"AWS\": \"%1\"}"_s.arg(sender)));
        QVERIFY(lets(u"{\"AWS\": [\"1\", \"437568002678\"]}"_s));
        QVERIFY(lets(u"{\"AWS\": \"*\"}"_s));
        QVERIFY(!lets(u"{\"AWS\": \"arn:aws:iam::123456789012:root\"}"_s));
        QVERIFY(!lets(u"{\"Service\": \"%1\"}"_s.arg(sender)));
        const QString policy = withServiceGrant({}, u"Sid"_s, sender, {u"sqs:SendMessage"_s}, queue);
        QVERIFY(grant.isIn(policy, u"sqs:SendMessage"_s));
        QVERIFY2(policy.contains(u"\"AWS\":\"%1\""_s.arg(sender)), qPrintable(policy));
    }

    void aDenialWins()
    {
        const QString events = u"{\"Service\": \"events.amazonaws.com\"}"_s;
        const QString allowed = statement(u"Allow"_s, events, u"sns:Publish"_s);
        QVERIFY(!isIn(allowed + u',' + statement(u"Deny"_s, u"\"*\""_s, u"sns:*"_s)));
        QVERIFY(!isIn(statement(u"Deny"_s, u"\"*\""_s, u"sns:*"_s) + u',' + allowed));
    }

    void aConditionCountsAsFarAsItIsKnown()
    {
        const QString events = u"{\"Service\": \"events.amazonaws.com\"}"_s;
        const auto with = [&events](const QString &condition) {
            return isIn(statement(u"Allow"_s, events, u"sns:Publish"_s, u", \"Condition\": {%1}"_s.arg(condition)));
        };
        QVERIFY(with(u"\"ArnEquals\": {\"aws:SourceArn\": \"%1\"}"_s.arg(rule)));
        QVERIFY(with(u"\"ArnLike\": {\"aws:SourceArn\": \"arn:aws:events:*:*:rule/*\"}"_s));
        QVERIFY(with(u"\"StringEquals\": {\"AWS:SourceAccount\": [\"1\", \"123456789012\"]}"_s));
        QVERIFY(!with(u"\"ArnEquals\": {\"aws:SourceArn\": \"%1x\"}"_s.arg(rule)));
        QVERIFY(!with(u"\"StringEquals\": {\"AWS:SourceOwner\": \"123456789012\"}"_s));
    }

    void aStatementIsAddedOnceAndNothingElseChanges()
    {
        const QString before = u"{\"Id\":\"mine\",\"Statement\":[%1],\"Version\":\"2008-10-17\"}"_s.arg(
            statement(u"Allow"_s, u"{\"AWS\": \"123456789012\"}"_s, u"sns:Publish"_s));
        const ServiceGrant grant{u"events.amazonaws.com"_s, topic, rule, u"123456789012"_s};
        QString policy = before;
        for (int i = 0; i < 2; ++i)
            policy = withServiceGrant(policy, u"Keyturn"_s, grant.service, {u"sns:Publish"_s}, topic);
        QVERIFY(grant.isIn(policy, u"sns:Publish"_s));
        QCOMPARE(policy.count(u"\"Sid\":\"Keyturn\""_s), 1);
        QVERIFY(policy.contains(u"2008-10-17"_s) && policy.contains(u"\"Id\":\"mine\""_s)
                && policy.contains(u"\"AWS\":\"123456789012\""_s));
        QVERIFY(
            grant.isIn(withServiceGrant({}, u"Keyturn"_s, grant.service, {u"sns:Publish"_s}, topic), u"sns:Publish"_s));
    }
};

} // namespace service_grant_test

KEYTURN_TEST(service_grant, service_grant_test::ServiceGrantTest)
#include "service_grant_test.moc"
