#include "core/policy/consumer_policy.h"

#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace consumer_policy_test {

class ConsumerPolicyTest : public QObject {
    Q_OBJECT

    static AccessScope scope(const QStringList &secrets, const QStringList &parameters = {})
    {
        AccessScope made;
        made.region = u"us-east-2"_s;
        made.account = u"123456789012"_s;
        made.secrets = secrets;
        made.parameters = parameters;
        return made;
    }

private slots:
    void everyKindHasAWord()
    {
        for (const ConsumerKind kind : consumerKinds())
            QVERIFY(consumerKindOfWord(consumerKindWord(kind)) == kind);
        QVERIFY(!consumerKindOfWord(u"everything"_s));
    }

    void refusesNamesThatWouldGiveTooMuch_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("secrets");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *name, ConsumerKind kind, const QStringList &secrets, const QString &fault) {
            QTest::newRow(name) << int(kind) << secrets << fault;
        };
        row("one", ConsumerKind::Single, {u"a"_s}, {});
        row("one with a star", ConsumerKind::Single, {u"a*"_s}, u"one-secret"_s);
        row("two for one", ConsumerKind::ReadWrite, {u"a"_s, u"b"_s}, u"one-secret"_s);
        row("a family", ConsumerKind::Family, {u"upwork-*"_s}, {});
        row("a family without an end", ConsumerKind::Family, {u"upwork*"_s}, u"family"_s);
        row("everybody", ConsumerKind::Family, {u"*"_s}, u"family"_s);
        row("several", ConsumerKind::Several, {u"a"_s, u"b"_s}, {});
        row("several families", ConsumerKind::Several, {u"a-*"_s, u"b-*"_s}, u"several"_s);
        row("an environment", ConsumerKind::Environment, {u"myapp/prod/*"_s}, {});
        row("every environment", ConsumerKind::Environment, {u"myapp/*"_s}, u"environment"_s);
    }
    void refusesNamesThatWouldGiveTooMuch()
    {
        QFETCH(int, kind);
        QFETCH(QStringList, secrets);
        QFETCH(QString, fault);
        QCOMPARE(consumerFault(static_cast<ConsumerKind>(kind), scope(secrets), {}), fault);
    }

    void aReaderReadsAndNothingElse()
    {
        const QByteArray policy = consumerPolicy(ConsumerKind::Single, scope({u"myapp/prod/stripe"_s}));
        QVERIFY(policy.contains("arn:aws:secretsmanager:us-east-2:123456789012:secret:myapp/prod/stripe-??????"));
        QCOMPARE(policy.count("secretsmanager:GetSecretValue"), 1);
        for (const char *word : {"Put", "Update", "kms:", ":*:", "\"*\""})
            QVERIFY2(!policy.contains(word), policy.constData());
    }

    void whoRefreshesTokensCannotChangeTheSecretItself()
    {
        AccessScope on = scope({u"upwork-oauth-tokens"_s});
        on.keys = {u"arn:aws:kms:us-east-2:123456789012:key/k"_s};
        const QByteArray policy = consumerPolicy(ConsumerKind::ReadWrite, on);
        QVERIFY(policy.contains("PutSecretValue") && policy.contains("kms:GenerateDataKey"));
        QVERIFY(policy.contains("secretsmanager.us-east-2.amazonaws.com"));
        QVERIFY(!policy.contains("UpdateSecret"));
    }

    void aFunctionReadsItsPathAndNotThatOfANeighbour()
    {
        const AccessScope on = scope({}, {u"/my-erp/*"_s});
        QCOMPARE(consumerFault(ConsumerKind::Lambda, on, u"my-lwa"_s), QString());
        QCOMPARE(consumerFault(ConsumerKind::Lambda, on, {}), u"function"_s);
        QCOMPARE(consumerFault(ConsumerKind::Lambda, scope({}, {u"/my-erp*"_s}), u"my-lwa"_s), u"parameters"_s);
        const QByteArray policy = consumerPolicy(ConsumerKind::Lambda, on, u"my-lwa"_s);
        QVERIFY(QJsonDocument::fromJson(policy).isObject());
        QVERIFY(policy.contains("parameter/my-erp/*"));
        QVERIFY(policy.contains("arn:aws:logs:us-east-2:123456789012:log-group:/aws/lambda/my-lwa:*"));
        QVERIFY(!policy.contains("secretsmanager"));
    }
};

} // namespace consumer_policy_test

KEYTURN_TEST(consumer_policy, consumer_policy_test::ConsumerPolicyTest)
#include "consumer_policy_test.moc"
