#include "core/document/fingerprint.h"
#include "tests/support/test_main.h"

#include <QMessageAuthenticationCode>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace fingerprint_test {

class FingerprintTest : public QObject {
    Q_OBJECT

private slots:
    void isTheBeginningOfAnHmacKeyedByTheArn()
    {
        const QString arn = u"arn:aws:secretsmanager:us-east-1:111122223333:secret:lwa-oauth-a1b2c3"_s;
        const QByteArray value = "amzn1.oa2-cs.v1.invented-value";
        const QByteArray mac =
            QMessageAuthenticationCode::hash(value, arn.toUtf8(), QCryptographicHash::Sha256).toHex().toUpper();
        const QString expected = QString::fromLatin1(mac.left(4) + ' ' + mac.mid(4, 4));
        QCOMPARE(fingerprint(SecretString(QByteArrayView(value)), arn), expected);
    }

    void differsBetweenEntriesWithTheSameValue()
    {
        const SecretString value(u"the same value twice"_s);
        QVERIFY(fingerprint(value, u"arn:one"_s) != fingerprint(value, u"arn:two"_s));
    }

    void isNotMadeForValuesThatCouldBeGuessedFromIt()
    {
        QCOMPARE(fingerprint(SecretString(QString(15, u'x')), u"arn"_s), QString());
        QCOMPARE(fingerprint(SecretString(QString(16, u'x')), u"arn"_s).size(), 9);
        // Fifteen characters stay fifteen when they need thirty bytes.
        QCOMPARE(fingerprint(SecretString(QString(15, u'ä')), u"arn"_s), QString());
    }
};

} // namespace fingerprint_test

KEYTURN_TEST(fingerprint, fingerprint_test::FingerprintTest)
#include "fingerprint_test.moc"
