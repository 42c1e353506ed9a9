#include "app/sandbox/iam/policy_document.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace keyturn::sandbox::iam;
using namespace Qt::StringLiterals;

namespace policy_document_test {

namespace {

const QString get = u"secretsmanager:GetSecretValue"_s;
const QString arn = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:app/db-AbCdEf"_s;

PolicyDocument policy(const QString &statements)
{
    auto read = PolicyDocument::read(QString(uR"({"Version":"2012-10-17","Statement":%1})"_s.arg(statements)));
    if (!read)
        qFatal("%s", qPrintable(read.error().detail));
    return *read;
}

Verdict judge(const QString &statements, const QString &action = get, const QString &resource = arn,
              const Keys &keys = {})
{
    return policy(statements).judge({action, resource, keys});
}

QString allow(const QString &resource, const QString &condition = u"{}"_s)
{
    return uR"({"Effect":"Allow","Action":"secretsmanager:Get*","Resource":"%1","Condition":%2})"_s.arg(resource,
                                                                                                        condition);
}

bool meets(const QString &condition, const Keys &keys)
{
    return judge(allow(u"*"_s, condition), get, arn, keys) == Verdict::Allowed;
}

} // namespace

class PolicyDocumentTest : public QObject {
    Q_OBJECT
private slots:
    void matchesWildcards_data();
    void matchesWildcards();
    void allowsNothingThatNobodyMentions();
    void letsADenyWin();
    void takesListsAndSingleStrings();
    void turnsNotActionAndNotResourceRound();
    void knowsActionsInAnyCase();
    void keepsResourceStarApartFromArns();
    void comparesConditions();
    void treatsAbsentKeysAsIamDoes();
    void refusesWhatIamOrTheSandboxDoesNotTake_data();
    void refusesWhatIamOrTheSandboxDoesNotTake();
};

void PolicyDocumentTest::matchesWildcards_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("matches");
    const QString prefix = u"arn:aws:secretsmanager:us-east-1:123456789012:secret:"_s;
    QTest::newRow("star") << u"*"_s << true;
    QTest::newRow("itself") << arn << true;
    QTest::newRow("six characters") << QString(prefix + u"app/db-??????"_s) << true;
    QTest::newRow("five characters") << QString(prefix + u"app/db-?????"_s) << false;
    QTest::newRow("prefix") << QString(prefix + u"app/*"_s) << true;
    QTest::newRow("inner stars") << u"arn:aws:secretsmanager:*:*:secret:*/db-*f"_s << true;
    QTest::newRow("another name") << QString(prefix + u"app/db2-??????"_s) << false;
    QTest::newRow("case") << QString(prefix + u"App/db-??????"_s) << false;
    QTest::newRow("shorter") << QString(prefix + u"app/db"_s) << false;
    QTest::newRow("longer") << QString(arn + u"?"_s) << false;
}

void PolicyDocumentTest::matchesWildcards()
{
    QFETCH(const QString, pattern);
    QFETCH(const bool, matches);
    QCOMPARE(judge(allow(pattern)), matches ? Verdict::Allowed : Verdict::NotAllowed);
}

void PolicyDocumentTest::allowsNothingThatNobodyMentions()
{
    QCOMPARE(judge(allow(u"*"_s), u"secretsmanager:PutSecretValue"_s), Verdict::NotAllowed);
    QCOMPARE(judge(allow(u"*"_s), u"ssm:GetParameter"_s), Verdict::NotAllowed);
}

void PolicyDocumentTest::letsADenyWin()
{
    const QString deny = uR"({"Effect":"Deny","Action":"*","Resource":"arn:aws:secretsmanager:*:*:secret:app/*"})"_s;
    for (const QString &order : {u"[%1,%2]"_s, u"[%2,%1]"_s}) {
        const QString both = order.arg(allow(u"*"_s), deny);
        QCOMPARE(judge(both), Verdict::Denied);
        QCOMPARE(judge(both, get, u"arn:aws:secretsmanager:us-east-1:123456789012:secret:other-AbCdEf"_s),
                 Verdict::Allowed);
    }
}

void PolicyDocumentTest::takesListsAndSingleStrings()
{
    const QString list = uR"([{"Effect":"Allow","Action":["ssm:*","secretsmanager:GetSecretValue"],)"
                         uR"("Resource":["arn:aws:ssm:*:*:*","*"]}])"_s;
    QCOMPARE(judge(list), Verdict::Allowed);
    QCOMPARE(judge(list, u"ssm:PutParameter"_s), Verdict::Allowed);
}

void PolicyDocumentTest::turnsNotActionAndNotResourceRound()
{
    const QString notAction = uR"({"Effect":"Allow","NotAction":["secretsmanager:Delete*"],"Resource":"*"})"_s;
    QCOMPARE(judge(notAction), Verdict::Allowed);
    QCOMPARE(judge(notAction, u"secretsmanager:DeleteSecret"_s), Verdict::NotAllowed);
    const QString notResource =
        uR"({"Effect":"Allow","Action":"*","NotResource":"arn:aws:secretsmanager:*:*:secret:app/*"})"_s;
    QCOMPARE(judge(notResource), Verdict::NotAllowed);
    QCOMPARE(judge(notResource, get, u"*"_s), Verdict::Allowed);
}

void PolicyDocumentTest::knowsActionsInAnyCase()
{
    QCOMPARE(judge(uR"({"Effect":"Allow","Action":"SecretsManager:getsecret*","Resource":"*"})"_s), Verdict::Allowed);
}

void PolicyDocumentTest::keepsResourceStarApartFromArns()
{
    const QString onlyOne = allow(u"arn:aws:secretsmanager:*:*:secret:*"_s);
    QCOMPARE(judge(onlyOne, u"secretsmanager:GetRandomPassword"_s, u"*"_s), Verdict::NotAllowed);
    QCOMPARE(judge(allow(u"*"_s), u"secretsmanager:GetRandomPassword"_s, u"*"_s), Verdict::Allowed);
}

void PolicyDocumentTest::comparesConditions()
{
    const Keys keys{{u"aws:requestedregion"_s, {u"eu-west-1"_s}},
                    {u"secretsmanager:recoverywindowindays"_s, {u"7"_s}},
                    {u"aws:currenttime"_s, {u"2026-11-21T12:00:00Z"_s}},
                    {u"ssm:overwrite"_s, {u"true"_s}},
                    {u"aws:principalarn"_s, {u"arn:aws:iam::123456789012:user/a"_s}},
                    {u"aws:tagkeys"_s, {u"team"_s, u"cost"_s}}};
    QVERIFY(meets(uR"({"StringEquals":{"aws:RequestedRegion":["us-east-1","eu-west-1"]}})"_s, keys));
    QVERIFY(!meets(uR"({"StringEquals":{"aws:RequestedRegion":"EU-WEST-1"}})"_s, keys));
    QVERIFY(meets(uR"({"StringEqualsIgnoreCase":{"aws:RequestedRegion":"EU-WEST-1"}})"_s, keys));
    QVERIFY(meets(uR"({"StringLike":{"aws:RequestedRegion":"eu-*"}})"_s, keys));
    QVERIFY(!meets(uR"({"StringNotLike":{"aws:RequestedRegion":"eu-*"}})"_s, keys));
    QVERIFY(!meets(uR"({"StringNotEquals":{"aws:RequestedRegion":["eu-west-1","us-east-1"]}})"_s, keys));
    QVERIFY(meets(uR"({"NumericLessThanEquals":{"secretsmanager:RecoveryWindowInDays":"7"}})"_s, keys));
    QVERIFY(!meets(uR"({"NumericGreaterThan":{"secretsmanager:RecoveryWindowInDays":7}})"_s, keys));
    QVERIFY(meets(uR"({"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}})"_s, keys));
    QVERIFY(!meets(uR"({"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}})"_s, keys));
    QVERIFY(meets(uR"({"Bool":{"ssm:Overwrite":true}})"_s, keys));
    QVERIFY(meets(uR"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/*"}})"_s, keys));
    QVERIFY(meets(uR"({"ForAllValues:StringEquals":{"aws:TagKeys":["team","cost","env"]}})"_s, keys));
    QVERIFY(!meets(uR"({"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}})"_s, keys));
    QVERIFY(meets(uR"({"ForAnyValue:StringEquals":{"aws:TagKeys":["team"]}})"_s, keys));
    const QString both = uR"({"StringEquals":{"aws:RequestedRegion":"eu-west-1"},"Bool":{"ssm:Overwrite":"false"}})"_s;
    QVERIFY(!meets(both, keys));
}

void PolicyDocumentTest::treatsAbsentKeysAsIamDoes()
{
    QVERIFY(!meets(uR"({"StringEquals":{"aws:ResourceTag/team":"a"}})"_s, {}));
    QVERIFY(meets(uR"({"StringEqualsIfExists":{"aws:ResourceTag/team":"a"}})"_s, {}));
    QVERIFY(meets(uR"({"StringNotEquals":{"aws:ResourceTag/team":"a"}})"_s, {}));
    QVERIFY(meets(uR"({"Null":{"aws:ResourceTag/team":"true"}})"_s, {}));
    QVERIFY(!meets(uR"({"Null":{"aws:ResourceTag/team":"false"}})"_s, {}));
    QVERIFY(meets(uR"({"ForAllValues:StringEquals":{"aws:TagKeys":["team"]}})"_s, {}));
    QVERIFY(!meets(uR"({"ForAnyValue:StringEquals":{"aws:TagKeys":["team"]}})"_s, {}));
}

void PolicyDocumentTest::refusesWhatIamOrTheSandboxDoesNotTake_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &text, const QString &says) {
        QTest::newRow(name) << text << says;
    };
    const auto statement = [](const QString &members) {
        return uR"({"Version":"2012-10-17","Statement":[{%1}]})"_s.arg(members);
    };
    const QString good = uR"("Effect":"Allow","Action":"*","Resource":"*")"_s;
    row("no JSON", u"{\"Version\":"_s, u"no JSON"_s);
    row("a list", u"[]"_s, u"must be a JSON object"_s);
    row("no statement", uR"({"Version":"2012-10-17","Statement":[]})"_s, u"Statement is empty"_s);
    row("version", uR"({"Version":"2024","Statement":[]})"_s, u"Version must be"_s);
    row("effect", statement(uR"("Effect":"allow","Action":"*","Resource":"*")"_s), u"Effect must be"_s);
    row("no action", statement(uR"("Effect":"Allow","Resource":"*")"_s), u"one of Action and NotAction"_s);
    row("both actions", statement(good + uR"(,"NotAction":"a:b")"_s), u"one of Action and NotAction"_s);
    row("no resource", statement(uR"("Effect":"Allow","Action":"*")"_s), u"one of Resource and NotResource"_s);
    row("bad action", statement(uR"("Effect":"Allow","Action":"GetSecretValue","Resource":"*")"_s), u"is no action"_s);
    row("bad resource", statement(uR"("Effect":"Allow","Action":"*","Resource":"my-secret")"_s), u"must be an ARN"_s);
    row("principal", statement(good + uR"(,"Principal":"*")"_s), u"no element \"Principal\""_s);
    row("operator", statement(good + uR"(,"Condition":{"IpAddress":{"aws:RequestedRegion":"x"}})"_s),
        u"condition operator \"IpAddress\""_s);
    row("key", statement(good + uR"(,"Condition":{"StringEquals":{"aws:SourceIp":"x"}})"_s),
        u"condition key \"aws:SourceIp\""_s);
    row("variable",
        statement(uR"("Effect":"Allow","Action":"*","Resource":"arn:aws:ssm:*:*:parameter/${aws:username}")"_s),
        u"policy variables"_s);
}

void PolicyDocumentTest::refusesWhatIamOrTheSandboxDoesNotTake()
{
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    const auto read = PolicyDocument::read(text);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Invalid);
    QVERIFY2(read.error().detail.contains(says), qPrintable(read.error().detail));
}

} // namespace policy_document_test

KEYTURN_TEST(policy_document, policy_document_test::PolicyDocumentTest)
#include "policy_document_test.moc"
