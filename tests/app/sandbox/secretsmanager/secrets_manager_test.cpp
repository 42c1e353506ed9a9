#include "app/sandbox/secretsmanager/secrets_manager.h"

#include "tests/app/sandbox/service_bench.h"
#include "tests/support/test_main.h"

#include <QUuid>

using namespace keyturn;
using namespace keyturn::sandbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace secrets_manager_test {

namespace {

QString token(int i)
{
    return QUuid::createUuidV5(QUuid(), QString::number(i)).toString(QUuid::WithoutBraces);
}

QJsonObject value(const QString &name, const QString &text, int i)
{
    return {{u"SecretId"_s, name}, {u"SecretString"_s, text}, {u"ClientRequestToken"_s, token(i)}};
}

QJsonObject newSecret(const QString &name, int i = 0)
{
    return {{u"Name"_s, name}, {u"SecretString"_s, u"v"_s}, {u"ClientRequestToken"_s, token(i)}};
}

} // namespace

class SecretsManagerTest : public QObject {
    Q_OBJECT
private slots:
    void wantsAClientRequestTokenWithEveryValue();
    void saysEveryMemberThatIsWrong();
    void doesNotRepeatSecretsInMessages();
    void deletesWhenTheWindowHasPassed();
    void refusesAHundredAndFirstVersionWithinADay();
    void forgetsOldVersionsWithoutLabelsBeyondAHundred();
    void tellsPagesOfOneQueryFromThoseOfAnother();
    void checksRotationRulesBeforeItLooksForTheSecret();
    void keepsTheDayOfTheLastAccess();
    void givesAnAnnouncedVersionItsValue();
    void keepsItsPlaceWhenTheListChangesBetweenPages();
    void negatesFilters();
};

void SecretsManagerTest::wantsAClientRequestTokenWithEveryValue()
{
    ServiceBench sm(secretsManager());
    QJsonObject input = newSecret(u"a"_s);
    input.remove(u"ClientRequestToken"_s);
    QCOMPARE(sm.code(u"CreateSecret"_s, input), u"InvalidRequestException"_s);
    QVERIFY(sm.call(u"CreateSecret"_s, {{u"Name"_s, u"empty"_s}})); // a secret without a value needs none
    QCOMPARE(sm.code(u"PutSecretValue"_s, {{u"SecretId"_s, u"empty"_s}, {u"SecretString"_s, u"v"_s}}),
             u"InvalidRequestException"_s);
    const Answer first = sm.call(u"PutSecretValue"_s, value(u"empty"_s, u"v"_s, 1));
    QVERIFY(first);
    QCOMPARE((*first)[u"VersionStages"], QJsonValue(QJsonArray{u"AWSCURRENT"_s}));
}

void SecretsManagerTest::saysEveryMemberThatIsWrong()
{
    ServiceBench sm(secretsManager());
    const Answer answer = sm.call(u"ListSecretVersionIds"_s, {{u"MaxResults"_s, 101}});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, u"ValidationException"_s);
    QCOMPARE(
        answer.error().detail,
        u"2 validation errors detected: Value null at 'secretId' failed to satisfy constraint: Member must not be "
        "null; Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal "
        "to 100"_s);
    QCOMPARE(sm.code(u"DescribeSecret"_s, {{u"SecretId"_s, 7}}), u"SerializationException"_s);
}

void SecretsManagerTest::doesNotRepeatSecretsInMessages()
{
    ServiceBench sm(secretsManager());
    const Answer answer = sm.call(u"CreateSecret"_s, {{u"Name"_s, u"a"_s}, {u"SecretString"_s, QString(70'000, u'x')}});
    QVERIFY(!answer);
    QCOMPARE(
        answer.error().detail,
        u"1 validation error detected: Value at 'secretString' failed to satisfy constraint: Member must have length "
        "less than or equal to 65536"_s);
}

void SecretsManagerTest::deletesWhenTheWindowHasPassed()
{
    ServiceBench sm(secretsManager());
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"a"_s)));
    const QJsonObject id{{u"SecretId"_s, u"a"_s}};
    const Answer deleted = sm.call(u"DeleteSecret"_s, {{u"SecretId"_s, u"a"_s}, {u"RecoveryWindowInDays"_s, 7}});
    QVERIFY(deleted);
    QCOMPARE((*deleted)[u"DeletionDate"].toInteger(), sm.clock.now.addDays(7).toSecsSinceEpoch());
    sm.clock.advance(24h * 7 - 1s);
    QCOMPARE(sm.code(u"GetSecretValue"_s, id), u"InvalidRequestException"_s);
    QVERIFY(sm.call(u"DescribeSecret"_s, id));
    sm.clock.advance(1s);
    QCOMPARE(sm.code(u"DescribeSecret"_s, id), u"ResourceNotFoundException"_s);
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"a"_s)));
}

void SecretsManagerTest::refusesAHundredAndFirstVersionWithinADay()
{
    ServiceBench sm(secretsManager());
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"a"_s)));
    const auto versions = [&sm] { return sm.store.secrets({u"123456789012"_s, u"us-east-1"_s}).at(u"a"_s).versions; };
    for (int i = 1; i < 100; ++i) {
        sm.clock.advance(1min);
        QVERIFY(sm.call(u"PutSecretValue"_s, value(u"a"_s, QString::number(i), i)));
    }
    QCOMPARE(versions().size(), 100);
    QCOMPARE(sm.code(u"PutSecretValue"_s, value(u"a"_s, u"x"_s, 100)), u"LimitExceededException"_s);
    QCOMPARE(sm.code(u"UpdateSecret"_s, value(u"a"_s, u"x"_s, 100)), u"LimitExceededException"_s);
    QVERIFY(sm.call(u"PutSecretValue"_s, value(u"a"_s, u"99"_s, 99))); // that one is there already
    QCOMPARE(versions().constLast().id, token(99));

    sm.clock.advance(24h - 99min); // the first is a day old
    QVERIFY(sm.call(u"PutSecretValue"_s, value(u"a"_s, u"x"_s, 100)));
    QCOMPARE(versions().size(), 100);
    QCOMPARE(versions().constFirst().id, token(1));
    QCOMPARE(sm.code(u"PutSecretValue"_s, value(u"a"_s, u"y"_s, 101)), u"LimitExceededException"_s);
}

void SecretsManagerTest::forgetsOldVersionsWithoutLabelsBeyondAHundred()
{
    ServiceBench sm(secretsManager());
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"a"_s)));
    const auto ids = [&sm] {
        QStringList found;
        for (const SecretVersion &version : sm.store.secrets({u"123456789012"_s, u"us-east-1"_s}).at(u"a"_s).versions)
            found << version.id;
        return found;
    };
    QVERIFY(sm.call(u"UpdateSecretVersionStage"_s,
                    {{u"SecretId"_s, u"a"_s}, {u"VersionStage"_s, u"MINE"_s}, {u"MoveToVersionId"_s, token(0)}}));
    for (int i = 1; i <= 120; ++i) {
        sm.clock.advance(1h);
        QVERIFY(sm.call(u"PutSecretValue"_s, value(u"a"_s, QString::number(i), i)));
    }
    QCOMPARE(ids().size(), 100);
    QCOMPARE(ids().constFirst(), token(0)); // old, but labelled
    QCOMPARE(ids().at(1), token(22));
    QVERIFY(sm.call(u"GetSecretValue"_s, {{u"SecretId"_s, u"a"_s}, {u"VersionStage"_s, u"AWSPREVIOUS"_s}}));
}

void SecretsManagerTest::keepsTheDayOfTheLastAccess()
{
    ServiceBench sm(secretsManager());
    const QJsonObject id{{u"SecretId"_s, u"a"_s}};
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"a"_s)));
    QVERIFY(!sm.call(u"DescribeSecret"_s, id)->contains(u"LastAccessedDate"_s));
    QVERIFY(sm.call(u"GetSecretValue"_s, id));
    const QDateTime midnight(sm.clock.now.date(), QTime(0, 0), Qt::UTC);
    QCOMPARE((*sm.call(u"DescribeSecret"_s, id))[u"LastAccessedDate"].toInteger(), midnight.toSecsSinceEpoch());
}

void SecretsManagerTest::givesAnAnnouncedVersionItsValue()
{
    ServiceBench sm(secretsManager());
    const Scope scope{u"123456789012"_s, u"us-east-1"_s};
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"a"_s)));
    Secret secret = sm.store.secrets(scope).at(u"a"_s);
    SecretVersion announced;
    announced.id = token(9);
    announced.createdAt = sm.clock.now;
    announced.stages << u"AWSPENDING"_s;
    announced.hasValue = false;
    secret.versions << announced;
    QVERIFY(sm.store.save(scope, secret));
    const QJsonObject pending{{u"SecretId"_s, u"a"_s}, {u"VersionStage"_s, u"AWSPENDING"_s}};
    QCOMPARE(sm.code(u"GetSecretValue"_s, pending), u"ResourceNotFoundException"_s);
    QJsonObject put = value(u"a"_s, u"new"_s, 9);
    put.insert(u"VersionStages"_s, QJsonArray{u"AWSPENDING"_s});
    QVERIFY(sm.call(u"PutSecretValue"_s, put));
    QCOMPARE((*sm.call(u"GetSecretValue"_s, pending))[u"SecretString"].toString(), u"new"_s);
    QCOMPARE((*sm.call(u"GetSecretValue"_s, {{u"SecretId"_s, u"a"_s}}))[u"SecretString"].toString(), u"v"_s);
}

void SecretsManagerTest::keepsItsPlaceWhenTheListChangesBetweenPages()
{
    ServiceBench sm(secretsManager());
    for (int i = 0; i < 6; ++i)
        QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"s%1"_s.arg(i), i)));
    const QJsonObject byName{{u"SortBy"_s, u"name"_s}, {u"SortOrder"_s, u"asc"_s}, {u"MaxResults"_s, 3}};
    const Answer first = sm.call(u"ListSecrets"_s, byName);
    QVERIFY(sm.call(u"DeleteSecret"_s, {{u"SecretId"_s, u"s2"_s}, {u"ForceDeleteWithoutRecovery"_s, true}}));
    QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"s00"_s, 7)));
    QJsonObject next = byName;
    next.insert(u"NextToken"_s, (*first)[u"NextToken"]);
    QStringList found;
    for (const QJsonValue &entry : (*sm.call(u"ListSecrets"_s, next))[u"SecretList"].toArray())
        found << entry[u"Name"].toString();
    QCOMPARE(found, (QStringList{u"s3"_s, u"s4"_s, u"s5"_s}));
}

void SecretsManagerTest::tellsPagesOfOneQueryFromThoseOfAnother()
{
    ServiceBench sm(secretsManager());
    for (int i = 0; i < 3; ++i)
        QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"s%1"_s.arg(i), i)));
    const QJsonValue token = (*sm.call(u"ListSecrets"_s, {{u"MaxResults"_s, 1}}))[u"NextToken"];
    const auto with = [&token](QJsonObject more) {
        more.insert(u"NextToken"_s, token);
        return more;
    };
    QVERIFY(sm.call(u"ListSecrets"_s, with({})));
    QVERIFY(sm.call(u"ListSecrets"_s, with({{u"MaxResults"_s, 2}})));
    const QString invalid = u"InvalidNextTokenException"_s;
    QCOMPARE(sm.code(u"ListSecrets"_s, with({{u"SortOrder"_s, u"asc"_s}})), invalid);
    QCOMPARE(sm.code(u"ListSecrets"_s, with({{u"IncludePlannedDeletion"_s, true}})), invalid);
    QCOMPARE(sm.code(u"ListSecretVersionIds"_s, with({{u"SecretId"_s, u"s0"_s}})), invalid);
    QVERIFY(!sm.call(u"ListSecrets"_s, with({}), u"eu-west-1"_s));
}

void SecretsManagerTest::checksRotationRulesBeforeItLooksForTheSecret()
{
    ServiceBench sm(secretsManager());
    const QString expression = u"ScheduleExpression"_s;
    for (const QJsonObject &rules :
         {QJsonObject{{u"AutomaticallyAfterDays"_s, 0}}, QJsonObject{{u"AutomaticallyAfterDays"_s, 1001}},
          QJsonObject{{expression, u"rate(1 day)"_s}, {u"Duration"_s, u"90m"_s}},
          QJsonObject{{expression, u"rate(1 day);"_s}}, QJsonObject{{expression, u"rate(1 day)\n"_s}},
          QJsonObject{{expression, u"rate(1 day\n)"_s}}})
        QCOMPARE(sm.code(u"RotateSecret"_s, {{u"SecretId"_s, u"nobody"_s}, {u"RotationRules"_s, rules}}),
                 u"ValidationException"_s);
}

void SecretsManagerTest::negatesFilters()
{
    ServiceBench sm(secretsManager());
    for (int i = 0; i < 3; ++i)
        QVERIFY(sm.call(u"CreateSecret"_s, newSecret(u"app%1/x"_s.arg(i), i)));
    const QJsonObject filter{{u"Key"_s, u"name"_s}, {u"Values"_s, QJsonArray{u"!app1"_s}}};
    const Answer answer = sm.call(u"ListSecrets"_s, {{u"Filters"_s, QJsonArray{filter}}});
    QCOMPARE((*answer)[u"SecretList"].toArray().size(), 2);
}

} // namespace secrets_manager_test

KEYTURN_TEST(secrets_manager, secrets_manager_test::SecretsManagerTest)
#include "secrets_manager_test.moc"
