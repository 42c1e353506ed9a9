#include "core/base/sealed_box.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace sealed_box_test {

class SealedBoxTest : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatWasPutIn_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("text") << QByteArray("Atzr|a refresh token");
        QTest::newRow("bytes") << QByteArray("\0\xff\n", 3);
        QTest::newRow("64 KiB") << QByteArray(65'536, 'x');
    }
    void givesBackWhatWasPutIn()
    {
        QFETCH(QByteArray, content);
        const SecretString key = sealed_box::makeKey();
        const QByteArray box = sealed_box::seal(SecretString(QByteArrayView(content)), key);
        QVERIFY(content.isEmpty() || !box.contains(content));
        const std::optional<SecretString> opened = sealed_box::open(box, key);
        QVERIFY(opened);
        QCOMPARE(opened->bytes().toByteArray(), content);
    }

    void twoBoxesOfTheSameContentDiffer()
    {
        const SecretString key = sealed_box::makeKey();
        const SecretString content(u"same"_s);
        QVERIFY(sealed_box::seal(content, key) != sealed_box::seal(content, key));
        QVERIFY(!(sealed_box::makeKey() == sealed_box::makeKey()));
    }

    void opensForNoOtherKeyAndNotWhenAByteWasChanged()
    {
        const SecretString key = sealed_box::makeKey();
        QByteArray box = sealed_box::seal(SecretString(u"content"_s), key);
        QVERIFY(!sealed_box::open(box, sealed_box::makeKey()));
        QVERIFY(!sealed_box::open(box, SecretString(u"short"_s)));
        QVERIFY(!sealed_box::open(box.chopped(1), key));
        QVERIFY(!sealed_box::open({}, key));
        for (char &byte : box) {
            byte = char(byte ^ 1);
            QVERIFY(!sealed_box::open(box, key));
            byte = char(byte ^ 1);
        }
        QVERIFY(sealed_box::open(box, key));
    }
};

} // namespace sealed_box_test

KEYTURN_TEST(sealed_box, sealed_box_test::SealedBoxTest)
#include "sealed_box_test.moc"
