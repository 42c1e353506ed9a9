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
        QTest::addColumn<QString>("partition");
        QTest::addColumn<QString>("host");
        const auto row = [](const char *region, const char *partition, const char *host) {
            QTest::newRow(region) << QString::fromLatin1(region) << QString::fromLatin1(partition)
                                  << QString::fromLatin1(host);
        };
        row("us-east-1", "aws", "ssm.us-east-1.amazonaws.com");
        row("ap-southeast-7", "aws", "ssm.ap-southeast-7.amazonaws.com");
        row("mx-central-1", "aws", "ssm.mx-central-1.amazonaws.com");
        row("cn-north-1", "aws-cn", "ssm.cn-north-1.amazonaws.com.cn");
        row("us-gov-west-1", "aws-us-gov", "ssm.us-gov-west-1.amazonaws.com");
        row("us-iso-east-1", "aws-iso", "ssm.us-iso-east-1.c2s.ic.gov");
        row("us-isob-east-1", "aws-iso-b", "ssm.us-isob-east-1.sc2s.sgov.gov");
        row("eu-isoe-west-1", "aws-iso-e", "ssm.eu-isoe-west-1.cloud.adc-e.uk");
        row("us-isof-south-1", "aws-iso-f", "ssm.us-isof-south-1.csp.hci.ic.gov");
        row("eusc-de-east-1", "aws-eusc", "ssm.eusc-de-east-1.amazonaws.eu");
    }
    void knowsTheHostOfEveryPartition()
    {
        QFETCH(QString, region);
        QFETCH(QString, partition);
        QFETCH(QString, host);
        QCOMPARE(aws_services::partitionOf(region), partition);
        QCOMPARE(aws_services::publicEndpoint(aws_services::ssm, region), QUrl(u"https://"_s + host + u'/'));
    }

    void makesNoHostOfWhatIsNotARegion()
    {
        for (const auto &region : {u""_s, u"us-east"_s, u"us-east-1.evil.example"_s, u"us-east-1/"_s, u"US-EAST-1"_s,
                                   u"x@evil.example:1"_s, u"us-east-1\n"_s}) {
            QCOMPARE(aws_services::partitionOf(region), QString());
            QVERIFY(aws_services::publicEndpoint(aws_services::sts, region).isEmpty());
        }
    }
};

} // namespace aws_services_test

KEYTURN_TEST(aws_services, aws_services_test::AwsServicesTest)
#include "aws_services_test.moc"
