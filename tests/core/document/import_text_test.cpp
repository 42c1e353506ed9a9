#include "core/document/import_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace import_text_test {

namespace {

ImportedText imported(QByteArrayView text)
{
    return importText(SecretString(text));
}

QByteArray valueOf(const ImportedText &text, const QString &key)
{
    for (const ImportedValue &value : text.values) {
        if (value.key == key)
            return value.value.bytes().toByteArray();
    }
    return QByteArray("(no such key)");
}

//! The value of the only line.
QByteArray one(QByteArrayView line)
{
    const ImportedText text = imported(line);
    return text.values.size() == 1 ? text.values.first().value.bytes().toByteArray() : QByteArray("(not one value)");
}

} // namespace

class ImportTextTest : public QObject {
    Q_OBJECT

    using Kind = ImportProblem::Kind;
    using Type = ImportedValue::Type;

private slots:
    void readsJsonWithItsTypesAndLines()
    {
        const ImportedText text =
            imported("\xEF\xBB\xBF\r\n{\r\n \"a\": \"x\\u00e9\",\r\n \"n\": 1.10,\n \"o\": {\"b\": [1]}\n}\n");
        QCOMPARE(text.format, ImportFormat::Json);
        QVERIFY(text.problems.isEmpty());
        QCOMPARE(text.values.size(), 3);
        QCOMPARE(text.values.at(0).type, Type::String);
        QCOMPARE(valueOf(text, u"a"_s), QByteArray("x\xC3\xA9"));
        QCOMPARE(text.values.at(1).type, Type::Json);
        QCOMPARE(valueOf(text, u"n"_s), QByteArray("1.10"));
        QCOMPARE(valueOf(text, u"o"_s), QByteArray(R"({"b": [1]})"));
        QCOMPARE(text.values.at(0).line, 3);
        QCOMPARE(text.values.at(2).line, 5);
    }

    void readsMembersCopiedWithoutTheirBraces()
    {
        const ImportedText text = imported("  \"a\": \"1\",\n  \"b\": \"2\",\n");
        QCOMPARE(text.format, ImportFormat::Json);
        QCOMPARE(valueOf(text, u"b"_s), QByteArray("2"));
        QCOMPARE(text.values.at(1).line, 2);
    }

    void readsTheAnswerOfATokenEndpointAndAPostmanEnvironment()
    {
        const ImportedText answer =
            imported(R"({"access_token":"Atza|x","refresh_token":"Atzr|y","token_type":"bearer","expires_in":3600})");
        QCOMPARE(answer.values.size(), 4);
        QCOMPARE(valueOf(answer, u"refresh_token"_s), QByteArray("Atzr|y"));
        const ImportedText environment =
            imported(R"({"id":"1","name":"dev","values":[{"key":"client_id","value":"a","enabled":true},)"
                     R"({"key":"off","value":"b","enabled":false}],"_postman_variable_scope":"environment"})");
        QCOMPARE(environment.values.size(), 1);
        QCOMPARE(valueOf(environment, u"client_id"_s), QByteArray("a"));
        QCOMPARE(imported(R"({"values":[{"key":"a","value":"b"}]})").values.first().key, u"values"_s);
    }

    void tellsWhereJsonBreaksOff()
    {
        const ImportedText text = imported("{\n  \"a\": 1,\n  \"b\" 2\n}");
        QCOMPARE(text.format, ImportFormat::Json);
        QVERIFY(text.values.isEmpty());
        QCOMPARE(text.problems.size(), 1);
        QCOMPARE(text.problems.first().kind, Kind::NotJson);
        QCOMPARE(text.problems.first().line, 3);
        QCOMPARE(text.problems.first().column, 7);
        QCOMPARE(imported(R"({"a":1,"a":2})").problems.first().kind, Kind::DuplicateKey);
        QCOMPARE(imported("\"a\": x").problems.first().column, 6);
        QCOMPARE(imported("a=\xFF").problems.first().kind, Kind::NotUtf8);
    }

    void readsLinesOfEnvFiles()
    {
        const ImportedText text = imported("# comment\r\n\r\nexport A=1\r\nB = two words \r\n  lwa-client-id=x=y==\r\n"
                                           "URL=https://e.com/a?b=c\r\nEMPTY=\r\nC='it''s'\r\n");
        QCOMPARE(text.format, ImportFormat::Lines);
        QCOMPARE(valueOf(text, u"A"_s), QByteArray("1"));
        QCOMPARE(valueOf(text, u"B"_s), QByteArray("two words"));
        QCOMPARE(valueOf(text, u"lwa-client-id"_s), QByteArray("x=y=="));
        QCOMPARE(valueOf(text, u"URL"_s), QByteArray("https://e.com/a?b=c"));
        QCOMPARE(valueOf(text, u"EMPTY"_s), QByteArray());
        QCOMPARE(text.values.first().line, 3);
        QCOMPARE(text.values.first().type, Type::Untyped);
        QCOMPARE(text.problems.size(), 1); // 'it''s'
        QCOMPARE(text.problems.first().kind, Kind::TextAfterQuote);
        QCOMPARE(text.problems.first().line, 8);
        QCOMPARE(text.problems.first().key, u"C"_s);
    }

    void readsKeyColonValue()
    {
        const ImportedText text = imported("lwa-auth-url: https://api.amazon.com/auth/o2/token\n"
                                           "scope: alexa::enterprise:management profile\nempty:\n\"q\": 'v'\n");
        QCOMPARE(valueOf(text, u"lwa-auth-url"_s), QByteArray("https://api.amazon.com/auth/o2/token"));
        QCOMPARE(valueOf(text, u"scope"_s), QByteArray("alexa::enterprise:management profile"));
        QCOMPARE(valueOf(text, u"empty"_s), QByteArray());
        QCOMPARE(valueOf(imported("q: 'v' # quoted"), u"q"_s), QByteArray("v"));
    }

    void readsQuotedValues_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("double") << QByteArray("K=\"a b\"") << QByteArray("a b");
        QTest::newRow("escapes") << QByteArray("K=\"a\\nb\\t\\r\\\"\\\\\\$\\`\"") << QByteArray("a\nb\t\r\"\\$`");
        QTest::newRow("other escapes stay") << QByteArray("K=\"\\d\\u0041\"") << QByteArray("\\d\\u0041");
        QTest::newRow("single as it stands") << QByteArray("K='a\\n$B\"'") << QByteArray("a\\n$B\"");
        QTest::newRow("hash inside") << QByteArray("K=\"a # b\" # comment") << QByteArray("a # b");
        QTest::newRow("blanks inside") << QByteArray("K=' a '  ") << QByteArray(" a ");
        QTest::newRow("empty") << QByteArray("K=\"\"") << QByteArray();
        QTest::newRow("lines") << QByteArray("K=\"a\nb\r\nc\"") << QByteArray("a\nb\r\nc");
        QTest::newRow("hash without a blank") << QByteArray("K=a#b") << QByteArray("a#b");
        QTest::newRow("variable") << QByteArray("K=$HOME") << QByteArray("$HOME");
        QTest::newRow("quote inside") << QByteArray("K=a\"b") << QByteArray("a\"b");
        QTest::newRow("only a comment") << QByteArray("K=# nothing") << QByteArray();
    }
    void readsQuotedValues()
    {
        QFETCH(QByteArray, line);
        QFETCH(QByteArray, value);
        QCOMPARE(one(line), value);
    }

    void countsLinesAcrossAValueOfSeveral()
    {
        const ImportedText text = imported("A=\"1\n2\n3\"\nB=4\n?\nC=5");
        QCOMPARE(text.values.at(0).line, 1);
        QCOMPARE(text.values.at(1).line, 4);
        QCOMPARE(text.values.at(2).line, 6);
        QCOMPARE(text.problems.size(), 1);
        QCOMPARE(text.problems.first().kind, Kind::NoSeparator);
        QCOMPARE(text.problems.first().line, 5);
    }

    void reportsWhatMayNotBeMeant()
    {
        const ImportedText cut = imported("K=pass #word");
        QCOMPARE(cut.values.first().value.bytes().toByteArray(), QByteArray("pass"));
        QCOMPARE(cut.problems.first().kind, Kind::CommentCut);
        QCOMPARE(cut.problems.first().column, 8);
        const ImportedText twice = imported("K=1\nL=2\nK=3");
        QCOMPARE(twice.values.size(), 2);
        QCOMPARE(valueOf(twice, u"K"_s), QByteArray("3"));
        QCOMPARE(twice.problems.first().kind, Kind::DuplicateKey);
        QCOMPARE(twice.problems.first().line, 3);
        const ImportedText open = imported("A=\"never closed\nB=2");
        QCOMPARE(open.problems.first().kind, Kind::UnclosedQuote);
        QCOMPARE(open.problems.first().line, 1);
        QCOMPARE(valueOf(open, u"B"_s), QByteArray("2"));
        QCOMPARE(imported("=x").problems.first().kind, Kind::NoKey);
        QCOMPARE(imported("two words=x").problems.first().kind, Kind::NoKey);
    }

    void takesALoneValueForAValue()
    {
        QCOMPARE(imported("hunter2").format, ImportFormat::Value);
        QCOMPARE(imported("hunter2").problems.first().kind, Kind::NoSeparator);
        QCOMPARE(imported(" \n").format, ImportFormat::Empty);
        QVERIFY(imported("").problems.isEmpty());
    }
};

} // namespace import_text_test

KEYTURN_TEST(import_text, import_text_test::ImportTextTest)
#include "import_text_test.moc"
