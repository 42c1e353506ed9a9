#include "core/aws/aws_endpoints.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QVersionNumber>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace aws_endpoints_botocore_test {

//! Every service in every partition and variant, as botocore's rule sets name them.
class AwsEndpointsBotocoreTest : public QObject {
    Q_OBJECT

    static const AwsService *service(const QString &id)
    {
        for (const AwsService *one : aws_services::all()) {
            if (one->id == id.toLatin1())
                return one;
        }
        return nullptr;
    }
    //! Debian's botocore of 2022 has rules that AWS has replaced since: partitions that were not there yet, and a
    //! dual-stack name of Secrets Manager that was given up before it was used.
    static bool isOfOldRules(const QString &region, const QString &id, bool dualstack)
    {
        const bool isNewer =
            region.startsWith("eu-isoe"_L1) || region.startsWith("us-isof"_L1) || region.startsWith("eusc"_L1);
        const bool isOfGov = region.startsWith("us-gov-"_L1) && (id == "cloudformation"_L1 || id == "events"_L1);
        return isNewer || isOfGov || (dualstack && (region.contains("-iso"_L1) || id == "secretsmanager"_L1));
    }

private slots:
    void everyEndpointIsTheOneThatBotocoreAsks_data()
    {
        QTest::addColumn<QString>("python");
        QTest::newRow("Debian's") << u"/usr/bin/python3"_s;
        QTest::newRow("the first in PATH") << u"python3"_s; // a newer one where there is one
    }
    void everyEndpointIsTheOneThatBotocoreAsks()
    {
        QFETCH(QString, python);
        QByteArray problem;
        const QByteArray output =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/aws/aws_endpoints_botocore.py"), {}, problem, python);
        if (python == "python3"_L1 && problem.contains("No module named 'botocore'"))
            QSKIP("it has no botocore");
        QVERIFY2(problem.isEmpty(), problem.constData());
        QByteArrayList lines = output.trimmed().split('\n');
        const bool isOld = QVersionNumber::fromString(QString::fromLatin1(lines.takeFirst())) < QVersionNumber(1, 40);
        int compared = 0;
        for (const QByteArray &line : lines) {
            const QJsonArray row = QJsonDocument::fromJson(line).array();
            const QString id = row[0].toString();
            const QString region = row[1].toString();
            AwsEndpoints endpoints;
            endpoints.variant = {row[2].toBool(), row[3].toBool()};
            if (isOld && isOfOldRules(region, id, row[3].toBool()))
                continue;
            ++compared;
            const QString ours = endpoints.of(*service(id), region).toString();
            QVERIFY2(ours == row[4].toString() + u'/', qPrintable(QString::fromLatin1(line) + u", ours "_s + ours));
        }
        QVERIFY2(compared > 150, QByteArray::number(compared).constData());
    }

    void aNamedEndpointGoesBeforeTheVariants()
    {
        AwsEndpoints endpoints(QUrl(u"https://vpce.example/"_s), {{"ssm", QUrl(u"https://ssm.example/"_s)}});
        endpoints.variant = {true, true};
        QCOMPARE(endpoints.of(aws_services::secretsManager, u"us-east-1"_s), QUrl(u"https://vpce.example/"_s));
        QCOMPARE(endpoints.of(aws_services::ssm, u"us-east-1"_s), QUrl(u"https://ssm.example/"_s));
    }
};

} // namespace aws_endpoints_botocore_test

KEYTURN_TEST(aws_endpoints_botocore, aws_endpoints_botocore_test::AwsEndpointsBotocoreTest)
#include "aws_endpoints_botocore_test.moc"
