#include "core/doctor/support_bundle.h"

#include "tests/support/test_main.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace support_bundle_test {

class SupportBundleTest : public QObject {
    Q_OBJECT

private slots:
    void tellsTheFindingsAndWhatToDo()
    {
        const QByteArray bundle = supportBundle({{u"clock"_s, u"wrong"_s, u"7 min behind AWS's"_s, u"Set it."_s}});
        QVERIFY(bundle.startsWith("Keyturn " KEYTURN_VERSION "\n"));
        QVERIFY(bundle.contains("wrong  clock        7 min behind AWS's\n                    Set it.\n"));
    }

    void holdsNoCredentialNoAccountAndNoHome_data()
    {
        QTest::addColumn<QString>("canary");
        QTest::newRow("access key") << u"AKIAIOSFODNN7EXAMPLE"_s;
        QTest::newRow("secret key") << u"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"_s;
        QTest::newRow("refresh token") << u"Atzr|IwEBIJ7Qcanarycanarycanarycanary"_s;
        QTest::newRow("client secret") << u"amzn1.oa2-cs.v1.0123456789abcdef0123456789abcdef0123456789"_s;
        QTest::newRow("account") << u"123456789012"_s;
        QTest::newRow("home") << QDir::homePath();
    }

    void holdsNoCredentialNoAccountAndNoHome()
    {
        QFETCH(QString, canary);
        for (const QString &text : {canary, u"is %1, or so"_s.arg(canary), u"arn:aws:sts::%1:x"_s.arg(canary)}) {
            const QByteArray bundle = supportBundle({{u"a"_s, u"ok"_s, text, u"see "_s + text}});
            QVERIFY2(!bundle.contains(canary.toUtf8()), bundle.constData());
        }
    }

    void namesVariablesWithoutTheirValues()
    {
        qputenv("AWS_SECRET_ACCESS_KEY", "canary-in-the-environment");
        qputenv("HTTPS_PROXY", "http://me:canary-in-the-proxy@127.0.0.1:1");
        const QByteArray bundle = supportBundle({});
        qunsetenv("AWS_SECRET_ACCESS_KEY");
        qunsetenv("HTTPS_PROXY");
        QVERIFY(bundle.contains("AWS_SECRET_ACCESS_KEY") && bundle.contains("HTTPS_PROXY"));
        QVERIFY(!bundle.contains("canary"));
    }

    void isWrittenForTheUserAloneAndReplacesNothing()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"report.txt"_s);
        QVERIFY(writeSupportBundle(path, "one\n"));
        QCOMPARE(
            QFileInfo(path).permissions()
                & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther),
            QFileDevice::Permissions());
        QVERIFY(!writeSupportBundle(path, "two\n"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), "one\n");
        QVERIFY(QFile::link(folder.filePath(u"elsewhere"_s), folder.filePath(u"link"_s)));
        QVERIFY(!writeSupportBundle(folder.filePath(u"link"_s), "three\n"));
        QVERIFY(!QFileInfo::exists(folder.filePath(u"elsewhere"_s)));
    }
};

} // namespace support_bundle_test

KEYTURN_TEST(support_bundle, support_bundle_test::SupportBundleTest)
#include "support_bundle_test.moc"
