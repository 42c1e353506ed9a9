#include "core/http/ca_bundle.h"

#include "tests/support/certificates.h"
#include "tests/support/test_main.h"

#include <QDir>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace ca_bundle_test {

class CaBundleTest : public QObject {
    Q_OBJECT

    Certificates m_certificates;

    QString put(const QByteArray &content)
    {
        QFile file(m_certificates.path(u"bundle.pem"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no bundle");
        return file.fileName();
    }
    static QString whyNot(const QString &path)
    {
        const Result<QByteArray> bundle = readCaBundle(path);
        return bundle ? QString() : bundle.error().code + u": "_s + bundle.error().detail;
    }

private slots:
    void initTestCase()
    {
        m_certificates.authority(u"one"_s);
        m_certificates.authority(u"two"_s);
    }

    void takesSeveralCertificatesAndTheTextBetweenThem()
    {
        const QByteArray both = "# one\n" + m_certificates.file(u"one.pem"_s) + "\n# two\r\n"
                                + m_certificates.file(u"two.pem"_s).replace("\n", "\r\n");
        QCOMPARE(whyNot(put(both)), QString());
    }

    void saysWhatIsWrongWithTheFile()
    {
        const QString missing = m_certificates.path(u"missing.pem"_s);
        QVERIFY2(whyNot(missing).startsWith(u"ca-bundle: "_s), qPrintable(whyNot(missing)));
        QVERIFY(whyNot(missing).contains(missing));
        QVERIFY(whyNot(missing).contains(u"is not there"_s));
        QVERIFY(whyNot(put({})).contains(u"is empty"_s));
        QVERIFY(whyNot(put("not a certificate")).contains(u"no certificate in PEM form"_s));
        QVERIFY(whyNot(put(m_certificates.file(u"one.key"_s))).contains(u"no certificate in PEM form"_s));
        QVERIFY(whyNot(m_certificates.path(u"."_s)).contains(u"is not a file"_s));
    }

    void refusesABundleOfWhichOnlyAPartCanBeRead()
    {
        QByteArray cut = m_certificates.file(u"two.pem"_s);
        cut.truncate(cut.size() / 2);
        QVERIFY(whyNot(put(m_certificates.file(u"one.pem"_s) + cut)).contains(u"cannot be read"_s));
    }
};

} // namespace ca_bundle_test

KEYTURN_TEST(ca_bundle, ca_bundle_test::CaBundleTest)
#include "ca_bundle_test.moc"
