#include "core/document/binary_text.h"
#include "tests/support/test_main.h"

#include <QRandomGenerator>
#include <QTest>

using namespace keyturn;

namespace binary_text_test {

namespace {

SecretString secret(QByteArrayView text)
{
    return SecretString(text);
}

QByteArray plain(const SecretString &text)
{
    return text.bytes().toByteArray();
}

} // namespace

class BinaryTextTest : public QObject {
    Q_OBJECT

    using Kind = BinaryFault::Kind;

private slots:
    void showsBytes()
    {
        QCOMPARE(plain(hexText(secret("\x01\xFFz"))), QByteArray("01ff7a"));
        QCOMPARE(plain(hexText(secret("abcde"), 2)), QByteArray("61 62\n63 64\n65"));
        QCOMPARE(plain(base64Text(secret("abcde"))), QByteArray("YWJjZGU="));
        QCOMPARE(plain(base64Text(secret("abcde"), 4)), QByteArray("YWJj\nZGU="));
    }

    void readsWhatPeoplePaste()
    {
        QCOMPARE(plain(bytesFromHex(secret(" 01:FF\r\n7a ")).bytes), QByteArray("\x01\xFFz"));
        QCOMPARE(plain(bytesFromBase64(secret("YWJj\r\nZGU=\n")).bytes), QByteArray("abcde"));
        QCOMPARE(plain(bytesFromBase64(secret("YWJjZGU")).bytes), QByteArray("abcde"));
        QCOMPARE(plain(bytesFromBase64(secret("_-8=")).bytes), plain(bytesFromBase64(secret("/+8=")).bytes));
        QVERIFY(!bytesFromHex(secret("")).fault);
        QVERIFY(!bytesFromBase64(secret("")).fault);
    }

    void tellsWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<bool>("isHex");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("column");
        const auto row = [](const char *name, bool isHex, const char *text, Kind kind, int line, int column) {
            QTest::newRow(name) << isHex << QByteArray(text) << int(kind) << line << column;
        };
        row("no digit", true, "01\n0g", Kind::BadCharacter, 2, 2);
        row("half a byte", true, "01 2", Kind::HalfByte, 1, 4);
        row("no letter", false, "YW!j", Kind::BadCharacter, 1, 3);
        row("behind the padding", false, "YQ==\nYQ==", Kind::BadCharacter, 2, 1);
        row("padding too early", false, "Y===", Kind::BadCharacter, 1, 2);
        row("one letter left", false, "YWJjZ", Kind::Incomplete, 1, 6);
        row("padding too short", false, "YQ=", Kind::Incomplete, 1, 4);
        row("bits that would be lost", false, "YR==", Kind::UnusedBits, 1, 2);
    }
    void tellsWhatIsWrongAndWhere()
    {
        QFETCH(bool, isHex);
        QFETCH(QByteArray, text);
        const BinaryText read = isHex ? bytesFromHex(secret(text)) : bytesFromBase64(secret(text));
        QVERIFY(read.fault);
        QVERIFY(read.bytes.isEmpty());
        QTEST(int(read.fault->kind), "kind");
        QTEST(int(read.fault->line), "line");
        QTEST(int(read.fault->column), "column");
    }

    void readsBackWhatItShows()
    {
        QRandomGenerator random(1);
        for (int i = 0; i < 500; ++i) {
            QByteArray bytes(random.bounded(100), '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random.bounded(256));
            const SecretString value = secret(bytes);
            for (const int width : {0, 16, 76}) {
                QCOMPARE(plain(bytesFromHex(hexText(value, width)).bytes), bytes);
                QCOMPARE(plain(bytesFromBase64(base64Text(value, width)).bytes), bytes);
            }
            QCOMPARE(plain(base64Text(value)), bytes.toBase64());
        }
    }
};

} // namespace binary_text_test

KEYTURN_TEST(binary_text, binary_text_test::BinaryTextTest)
#include "binary_text_test.moc"
