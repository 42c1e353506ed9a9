#include "core/secrets/secret_document.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace {

SecretString secret(QByteArrayView text)
{
    return SecretString(text);
}

SecretDocument document(QByteArrayView text)
{
    return SecretDocument(SecretString(text));
}

QByteArray textOf(const SecretDocument &doc)
{
    return doc.text().bytes().toByteArray();
}

QByteArray valueOf(const SecretDocument &doc, const QString &key)
{
    const SecretDocument::Member *member = doc.member(key);
    return member ? member->value.bytes().toByteArray() : QByteArray("(no such key)");
}

QByteArray afterSet(QByteArrayView text, const QString &key, QByteArrayView value)
{
    const Result<SecretDocument> edited = document(text).set(key, secret(value));
    return edited ? textOf(*edited) : edited.error().detail.toUtf8();
}

QByteArray afterAdd(QByteArrayView text, const QString &key, QByteArrayView value)
{
    const Result<SecretDocument> edited = document(text).add(key, secret(value));
    return edited ? textOf(*edited) : edited.error().detail.toUtf8();
}

QByteArray afterRemove(QByteArrayView text, const QString &key)
{
    const Result<SecretDocument> edited = document(text).remove(key);
    return edited ? textOf(*edited) : edited.error().detail.toUtf8();
}

} // namespace

// moc 6.4 loses its way in raw strings that hold \" and in digit separators: the class below has neither.
class SecretDocumentTest : public QObject {
    Q_OBJECT

private slots:
    void opensAnObjectInItsOwnOrder()
    {
        const SecretDocument doc = document(R"( {"z": "1", "a": 2, "m": {"x": [1, 2]}, "n": null} )");
        QVERIFY(!doc.isRaw());
        QCOMPARE(doc.members().size(), 4);
        QCOMPARE(doc.members().at(0).key, u"z"_s);
        QVERIFY(doc.members().at(0).isString);
        QVERIFY(!doc.members().at(1).isString);
        QCOMPARE(valueOf(doc, u"m"_s), QByteArray(R"({"x": [1, 2]})"));
        QCOMPARE(valueOf(doc, u"n"_s), QByteArray("null"));
        QVERIFY(!doc.member(u"x"_s));
    }

    void opensRawWithTheReason_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("empty") << QByteArray() << u"empty"_s;
        QTest::newRow("plain text") << QByteArray("hunter2") << u"not JSON: line 1, column 1"_s;
        QTest::newRow("place") << QByteArray("{\n  \"\xC3\xBC\": nul}") << u"not JSON: line 2, column 11"_s;
        QTest::newRow("CRLF") << QByteArray("{\r\n\"a\": 1,\r\n}") << u"not JSON: line 3, column 1"_s;
        QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})") << u"not JSON: line 1, column 8"_s;
        QTest::newRow("two values") << QByteArray("{} {}") << u"not JSON: line 1, column 4"_s;
        QTest::newRow("string") << QByteArray(R"("text")") << u"JSON, but not an object"_s;
        QTest::newRow("array") << QByteArray("[1]") << u"JSON, but not an object"_s;
        QTest::newRow("number") << QByteArray(" 12 ") << u"JSON, but not an object"_s;
        QTest::newRow("duplicate") << QByteArray(R"({"a":1,"b":2,"\u0061":3})") << u"the key \"a\" appears twice"_s;
        QTest::newRow("invalid UTF-8") << QByteArray("{\"a\":\"\xC3\"}")
                                       << u"not valid UTF-8: byte 7, line 1, column 7"_s;
        QTest::newRow("overlong") << QByteArray("{\"a\":\"\xC0\xAF\"}")
                                  << u"not valid UTF-8: byte 7, line 1, column 7"_s;
        QTest::newRow("BOM") << QByteArray("\xEF\xBB\xBF{}") << u"starts with a byte order mark"_s;
        QTest::newRow("half a pair") << QByteArray(R"({"\ud800":1})")
                                     << u"a key holds half a surrogate pair: line 1, column 2"_s;
        QTest::newRow("NUL behind") << QByteArray("{}\0", 3) << u"not JSON: line 1, column 3"_s;
    }
    void opensRawWithTheReason()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        const SecretDocument doc = document(text);
        QVERIFY(doc.isRaw());
        QCOMPARE(doc.rawReason(), reason);
        QVERIFY(doc.members().isEmpty());
        QCOMPARE(textOf(doc), text);
        QVERIFY(!doc.set(u"a"_s, secret("x")));
        QVERIFY(!doc.add(u"new"_s, secret("x")));
        QVERIFY(!doc.remove(u"a"_s));
    }

    void decodesEveryEscape()
    {
        const SecretDocument doc =
            document("{\"v\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\ud83d\\udd11\\u0000.\"}");
        QCOMPARE(valueOf(doc, u"v"_s), QByteArray("\"\\/\b\f\n\r\t\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\x91\0.", 19));
    }

    void showsAStringWithHalfAPairAsItsJsonText()
    {
        const SecretDocument doc = document(R"({"v":"a\udc00"})");
        QVERIFY(!doc.isRaw());
        QVERIFY(!doc.member(u"v"_s)->isString);
        QCOMPARE(valueOf(doc, u"v"_s), QByteArray(R"("a\udc00")"));
    }

    void setsOneValueAndNoOtherByte()
    {
        const QByteArray text("{\r\n\t\"n\" : 1.10,\r\n\t\"t\" : \"old\" ,\r\n\t\"e\" : \"\\u00e9\\/\"\r\n}\r\n");
        QCOMPARE(afterSet(text, u"t"_s, "new \"quoted\""),
                 QByteArray(text).replace("\"old\"", "\"new \\\"quoted\\\"\""));
        QCOMPARE(afterSet(text, u"n"_s, "x"), QByteArray(text).replace("1.10", "\"x\""));
    }

    void keepsTheBytesWhenThePresentValueIsSetAgain()
    {
        const QByteArray text(R"({"e":"\u00e9\/","n":1e400,"s":"\ud83d\udd11"})");
        QCOMPARE(afterSet(text, u"e"_s, "\xC3\xA9/"), text);
        QCOMPARE(afterSet(text, u"n"_s, "1e400"), text);
        QCOMPARE(afterSet(text, u"s"_s, "\xF0\x9F\x94\x91"), text);
    }

    void keepsHostileNumbersAsTheyAreSpelt()
    {
        const QByteArray text(R"({"a":1e400,"b":-0,"c":1.10,"d":12345678901234567890,"e":1E+2,"f":"x"})");
        const SecretDocument doc = document(text);
        QCOMPARE(valueOf(doc, u"a"_s), QByteArray("1e400"));
        QCOMPARE(valueOf(doc, u"b"_s), QByteArray("-0"));
        QCOMPARE(valueOf(doc, u"c"_s), QByteArray("1.10"));
        QCOMPARE(valueOf(doc, u"d"_s), QByteArray("12345678901234567890"));
        QCOMPARE(afterSet(text, u"f"_s, "y"), QByteArray(text).replace("\"x\"", "\"y\""));
    }

    void setJsonKeepsTheTypeAndTakesJsonOnly()
    {
        const SecretDocument doc = document(R"({"expiresAt": 1715938200123})");
        const Result<SecretDocument> edited = doc.setJson(u"expiresAt"_s, secret("1715938200999"));
        QVERIFY(edited);
        QCOMPARE(textOf(*edited), QByteArray(R"({"expiresAt": 1715938200999})"));
        QVERIFY(!doc.setJson(u"expiresAt"_s, secret("1, \"injected\": 2")));
        QVERIFY(!doc.setJson(u"expiresAt"_s, secret("01")));
    }

    void refusesWhatWouldNotBeValidUtf8()
    {
        const SecretDocument doc = document(R"({"a":"b"})");
        QCOMPARE(doc.set(u"a"_s, secret("\xFF")).error().kind, ErrorKind::Invalid);
        QCOMPARE(doc.add(u"c"_s, secret("\xFF")).error().kind, ErrorKind::Invalid);
        QCOMPARE(doc.add(u"a"_s, secret("x")).error().kind, ErrorKind::Conflict);
    }

    void addsInTheStyleOfTheOthers_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("compact") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"a":1,"b":2,"k":"v"})");
        QTest::newRow("spaced") << QByteArray(R"({"a": 1, "b": 2})") << QByteArray(R"({"a": 1, "b": 2, "k": "v"})");
        QTest::newRow("one, spaced") << QByteArray(R"({"a": 1})") << QByteArray(R"({"a": 1, "k": "v"})");
        QTest::newRow("one, compact") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"k":"v"})");
        QTest::newRow("indented") << QByteArray("{\n  \"a\": 1,\n  \"b\": 2\n}\n")
                                  << QByteArray("{\n  \"a\": 1,\n  \"b\": 2,\n  \"k\": \"v\"\n}\n");
        QTest::newRow("one, indented, CRLF")
            << QByteArray("{\r\n\t\"a\" : 1\r\n}") << QByteArray("{\r\n\t\"a\" : 1,\r\n\t\"k\" : \"v\"\r\n}");
        QTest::newRow("comma first") << QByteArray("{ \"a\": 1\n, \"b\": 2\n}")
                                     << QByteArray("{ \"a\": 1\n, \"b\": 2\n, \"k\": \"v\"\n}");
        QTest::newRow("empty") << QByteArray("{}") << QByteArray(R"({"k":"v"})");
    }
    void addsInTheStyleOfTheOthers()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QCOMPARE(afterAdd(before, u"k"_s, "v"), after);
    }

    void removesAMemberWithItsCommaAndItsLine_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        const QByteArray lines("{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": 3\n}");
        QTest::newRow("first") << u"a"_s << lines << QByteArray("{\n  \"b\": 2,\n  \"c\": 3\n}");
        QTest::newRow("middle") << u"b"_s << lines << QByteArray("{\n  \"a\": 1,\n  \"c\": 3\n}");
        QTest::newRow("last") << u"c"_s << lines << QByteArray("{\n  \"a\": 1,\n  \"b\": 2\n}");
        QTest::newRow("only") << u"a"_s << QByteArray("{\n  \"a\": 1\n}\n") << QByteArray("{}\n");
    }
    void removesAMemberWithItsCommaAndItsLine()
    {
        QFETCH(QString, key);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QCOMPARE(afterRemove(before, key), after);
    }

    void undoesAnAddByRemoving()
    {
        const QByteArray text("{\n  \"a\": 1,\n  \"b\": 2\n}\n");
        QCOMPARE(afterRemove(afterAdd(text, u"k"_s, "v"), u"k"_s), text);
    }

    void acceptsTheEmptyKey() { QCOMPARE(afterSet(R"({"":"x"})", QString(u""_s), "y"), QByteArray(R"({"":"y"})")); }

    void survivesDeepNesting()
    {
        constexpr qsizetype depth = 30000;
        const QByteArray text = R"({"deep":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + R"(,"t":"x"})";
        const SecretDocument doc = document(text);
        QVERIFY(!doc.isRaw());
        QCOMPARE(valueOf(doc, u"deep"_s).size(), 2 * depth);
        QCOMPARE(afterSet(text, u"t"_s, "y"), QByteArray(text).replace("\"x\"", "\"y\""));
        const QByteArray objects = R"({"a":)" + QByteArray(R"({"a":)").repeated(5000) + "1" + QByteArray(5001, '}');
        QVERIFY(!document(objects).isRaw());
        QVERIFY(document(objects.chopped(1)).isRaw());
    }

    void keepsSevenThousandKeysInOrder()
    {
        QByteArray text("{");
        for (int i = 0; i < 7000; ++i)
            text += (i ? ",\"key" : "\"key") + QByteArray::number(i) + "\":\"" + QByteArray::number(i * 7) + "\"";
        text += "}";
        const SecretDocument doc = document(text);
        QCOMPARE(doc.members().size(), 7000);
        QCOMPARE(valueOf(doc, u"key6999"_s), QByteArray("48993"));
        QCOMPARE(afterSet(text, u"key3500"_s, "x"), QByteArray(text).replace("\"24500\"", "\"x\""));
    }

    void takesTheLargestSecretAwsTakes()
    {
        QByteArray text = "{\"v\":\"" + QByteArray(65536 - 8, 'x') + "\"}";
        QCOMPARE(text.size(), 65536);
        QCOMPARE(valueOf(document(text), u"v"_s).size(), 65528);
    }
};

QTEST_GUILESS_MAIN(SecretDocumentTest)
#include "secret_document_test.moc"
