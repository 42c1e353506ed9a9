#include "core/lint/name_check.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace name_check_test {

namespace {

using Kind = NameFinding::Kind;

QList<Kind> kindsOf(const QList<NameFinding> &findings)
{
    QList<Kind> kinds;
    for (const NameFinding &finding : findings)
        kinds.append(finding.kind);
    return kinds;
}

QList<Kind> secret(const QString &name)
{
    return kindsOf(checkSecretName(name));
}

QList<Kind> parameter(const QString &name)
{
    return kindsOf(checkParameterName(name, u"us-east-2"_s, u"111122223333"_s));
}

} // namespace

class NameCheckTest : public QObject {
    Q_OBJECT

private slots:
    void takesNamesThatSecretsManagerTakes()
    {
        for (const QString &name :
             {u"lwa-oauth"_s, u"app/prod/a_b+c=d.e@f-g"_s, u"x"_s, QString(512, u'a'), u"/x//y/"_s})
            QCOMPARE(secret(name), QList<Kind>());
    }

    void refusesOtherNamesOfSecrets()
    {
        QCOMPARE(secret({}), QList<Kind>{Kind::Empty});
        QCOMPARE(secret(u"a b"_s), QList<Kind>{Kind::BadCharacter});
        QCOMPARE(checkSecretName(u"a b"_s).first().at, 1);
        QCOMPARE(secret(u"caf\u00E9"_s), QList<Kind>{Kind::BadCharacter});
        QCOMPARE(secret(QString(513, u'a')), QList<Kind>{Kind::TooLong});
    }

    void warnsOfAnEndThatLooksLikeAnArn()
    {
        const QList<NameFinding> findings = checkSecretName(u"prod/stripe-AbC123"_s);
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::LooksLikeArnEnd});
        QVERIFY(!findings.first().refused);
        QCOMPARE(findings.first().at, 11);
        QCOMPARE(secret(u"prod/stripe-abcdefg"_s), QList<Kind>());
        QCOMPARE(secret(u"prod/stripe-ab_def"_s), QList<Kind>());
        QCOMPARE(secret(u"stripe-secret"_s), QList<Kind>{Kind::LooksLikeArnEnd});
    }

    void takesNamesThatParameterStoreTakes()
    {
        const QString deep = u"/a"_s.repeated(15);
        for (const QString &name : {u"/my-erp/lwa/clientsecret"_s, u"plain"_s, u"/x"_s, u"a.b_c-d"_s, deep})
            QCOMPARE(parameter(name), QList<Kind>());
    }

    void refusesOtherNamesOfParameters()
    {
        QCOMPARE(parameter({}), QList<Kind>{Kind::Empty});
        QCOMPARE(parameter(u"/a+b"_s), QList<Kind>{Kind::BadCharacter});
        QCOMPARE(parameter(u"MyParameter3/L1"_s), QList<Kind>{Kind::NoLeadingSlash});
        QCOMPARE(parameter(u"/aws/x"_s), QList<Kind>{Kind::ReservedPrefix});
        QCOMPARE(parameter(u"AWSthing"_s), QList<Kind>{Kind::ReservedPrefix});
        QCOMPARE(parameter(u"/SSM-x"_s), QList<Kind>{Kind::ReservedPrefix});
        QCOMPARE(parameter(u"/my/aws"_s), QList<Kind>());
        QCOMPARE(parameter(u"/a//b"_s), QList<Kind>{Kind::EmptyLevel});
        QCOMPARE(parameter(u"/a/b/"_s), QList<Kind>{Kind::EmptyLevel});
        QCOMPARE(parameter(u"/a"_s.repeated(16)), QList<Kind>{Kind::TooDeep});
    }

    void countsTheArnInFrontOfAParametersName()
    {
        const qsizetype limit = 1011 - 45; // "arn:aws:ssm:us-east-2:111122223333:parameter/"
        QCOMPARE(parameter(u'/' + QString(limit, u'a')), QList<Kind>());
        const QList<NameFinding> findings =
            checkParameterName(u'/' + QString(limit + 1, u'a'), u"us-east-2"_s, u"111122223333"_s);
        QCOMPARE(kindsOf(findings), QList<Kind>{Kind::TooLong});
        QCOMPARE(findings.first().limit, limit);
    }

    void suggestsAppEnvironmentService()
    {
        QCOMPARE(suggestedName(u"My App"_s, u"prod"_s, u"Stripe API key"_s, false), u"my-app/prod/stripe-api-key"_s);
        QCOMPARE(suggestedName(u"my-erp"_s, u" "_s, u"lwa!"_s, true), u"/my-erp/lwa"_s);
        QCOMPARE(suggestedName({}, {}, {}, true), QString());
    }
};

} // namespace name_check_test

KEYTURN_TEST(name_check, name_check_test::NameCheckTest)
#include "name_check_test.moc"
