#include "core/aws/aws_services.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace aws_services_test {

class AwsServicesTest : public QObject {
    Q_OBJECT

private slots:
    void knowsTheHostOfEveryPartition_data()
    {
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("host");
        const auto row = [](const char *region, const char *host) {
            QTest::newRow(region) << QString::fromLatin1(region) << QString::fromLatin1(host);
        };
        row("us-east-1", "ssm.us-east-1.amazonaws.com");
        row("ap-southeast-7", "ssm.ap-southeast-7.amazonaws.com");
        row("mx-central-1", "ssm.mx-central-1.amazonaws.com");
        row("cn-north-1", "ssm.cn-north-1.amazonaws.com.cn");
        row("us-gov-west-1", "ssm.us-gov-west-1.amazonaws.com");
        row("us-iso-east-1", "ssm.us-iso-east-1.c2s.ic.gov");
        row("us-isob-east-1", "ssm.us-isob-east-1.sc2s.sgov.gov");
        row("eu-isoe-west-1", "ssm.eu-isoe-west-1.cloud.adc-e.uk");
        row("us-isof-south-1", "ssm.us-isof-south-1.csp.hci.ic.gov");
        row("eusc-de-east-1", "ssm.eusc-de-east-1.amazonaws.eu");
    }
    void knowsTheHostOfEveryPartition()
    {
        QFETCH(QString, region);
        QFETCH(QString, host);
        QCOMPARE(aws_services::publicEndpoint(aws_services::ssm, region), QUrl(u"https://"_s + host + u'/'));
    }

    // As botocore 1.43's endpoint rules of "signin" say.
    void knowsWhereTheConsoleSignsPeopleIn()
    {
        const auto host = [](const QString &region, EndpointVariant variant = {}) {
            return aws_services::publicEndpoint(aws_services::signIn, region, variant).host();
        };
        QCOMPARE(host(u"eu-west-1"_s), u"eu-west-1.signin.aws.amazon.com"_s);
        QCOMPARE(host(u"cn-north-1"_s), u"cn-north-1.signin.amazonaws.cn"_s);
        QCOMPARE(host(u"us-gov-west-1"_s), u"us-gov-west-1.signin.amazonaws-us-gov.com"_s);
        QCOMPARE(host(u"us-iso-east-1"_s), u"signin.us-iso-east-1.c2s.ic.gov"_s);
        QCOMPARE(host(u"us-east-1"_s, {true, false}), u"signin-fips.us-east-1.amazonaws.com"_s);
        QCOMPARE(host(u"us-east-1"_s, {false, true}), u"signin.us-east-1.api.aws"_s);
        QCOMPARE(host(u"evil.example/"_s), QString());
    }

    void makesNoHostOfWhatIsNotARegion()
    {
        for (const auto &region : {u""_s, u"us-east"_s, u"us-east-1.evil.example"_s, u"us-east-1/"_s, u"US-EAST-1"_s,
                                   u"x@evil.example:1"_s, u"us-east-1\n"_s}) {
            QVERIFY(aws_services::publicEndpoint(aws_services::sts, region).isEmpty());
        }
    }
};

} // namespace aws_services_test

KEYTURN_TEST(aws_services, aws_services_test::AwsServicesTest)
#include "aws_services_test.moc"
