#include "core/document/value_size.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace value_size_test {

class ValueSizeTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatIsLeft_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("left");
        QTest::newRow("full") << QByteArray(65536, 'x') << 0;
        QTest::newRow("one too many") << QByteArray(65537, 'x') << -1;
        QTest::newRow("21,845 of three bytes") << QByteArray("\xE2\x82\xAC").repeated(21845) << 1;
        QTest::newRow("21,846 of three bytes") << QByteArray("\xE2\x82\xAC").repeated(21846) << -2;
    }
    void knowsWhatIsLeft()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, left);
        const ValueSize size = secretSize(SecretString(QByteArrayView(value)));
        QCOMPARE(size.left(), left);
        QCOMPARE(size.fits(), left >= 0);
    }

    void knowsTheLimitOfEachTier()
    {
        const SecretString value{QByteArrayView("x")};
        QCOMPARE(parameterSize(value, u"Standard"_s).limit, 4096);
        QCOMPARE(parameterSize(value, QString()).limit, 4096);
        QCOMPARE(parameterSize(value, u"Advanced"_s).left(), 8191);
        QCOMPARE(parameterSize(value, u"Intelligent-Tiering"_s).limit, 8192);
    }
};

} // namespace value_size_test

KEYTURN_TEST(value_size, value_size_test::ValueSizeTest)
#include "value_size_test.moc"
