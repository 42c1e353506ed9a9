#include "core/json/json_cursor.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace json_cursor_test {

class JsonCursorTest : public QObject {
    Q_OBJECT

private slots:
    void readsMembersInOrder()
    {
        JsonCursor json(" { \"a\" : \"x\\\"\\u00e4\\ud83d\\ude00\" , " // not raw: moc 6.4 counts its quotes
                        R"("b":[1, 2.5e1 ,{}],"c":{"d":[]},"e":true,"f":null} )");
        QStringList keys;
        QVERIFY(json.beginObject());
        while (json.nextMember()) {
            keys << QString::fromUtf8(json.key());
            if (json.key() == "a") {
                QCOMPARE(json.string(), u"x\"ä😀"_s);
            } else if (json.key() == "b") {
                QVERIFY(json.beginArray());
                QVERIFY(json.nextItem());
                QCOMPARE(json.number(), 1.0);
                QVERIFY(json.nextItem());
                QCOMPARE(json.number(), 25.0);
                QVERIFY(json.nextItem());
                json.skip();
                QVERIFY(!json.nextItem());
            } else if (json.key() == "e") {
                QVERIFY(json.boolean());
            } else {
                json.skip();
            }
        }
        QVERIFY(!json.failed());
        QCOMPARE(keys.join(u','), u"a,b,c,e,f"_s);
    }

    void whatHasAnotherTypeIsSkippedAndEmpty()
    {
        JsonCursor json(R"({"a":null,"b":[1],"c":"x","d":7})");
        QVERIFY(json.beginObject());
        QVERIFY(json.nextMember());
        QVERIFY(!json.beginArray());
        QVERIFY(!json.nextItem());
        QVERIFY(json.nextMember());
        QCOMPARE(json.string(), QString());
        QVERIFY(json.nextMember());
        bool isNumber = true;
        QCOMPARE(json.number(&isNumber), 0.0);
        QVERIFY(!isNumber);
        QVERIFY(json.nextMember());
        QCOMPARE(json.raw(), QByteArrayView("7"));
        QVERIFY(!json.nextMember());
        QVERIFY(!json.failed());
    }

    void failsOnWhatIsNotWellFormed_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "{", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{\"a\":\"x", "{a:1}", "{\"a\":\"\\",
              "{\"a\":\"\\u12\"}", "{\"a\":[1", "{\"a\":{\"b\":\"", "{\"a\" 1}", "{,}"})
            QTest::newRow(text) << QByteArray(text);
    }

    void failsOnWhatIsNotWellFormed()
    {
        QFETCH(const QByteArray, text);
        JsonCursor json(text);
        int members = 0;
        json.beginObject();
        while (json.nextMember()) {
            QVERIFY(++members < 5);
            json.string();
        }
        QVERIFY(json.failed());
        QVERIFY(!json.nextMember());
    }
};

} // namespace json_cursor_test

KEYTURN_TEST(json_cursor, json_cursor_test::JsonCursorTest)
#include "json_cursor_test.moc"
