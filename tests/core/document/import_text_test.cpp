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

const QByteArray pem = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n"
                       "q8Zk4nT2V0==\n-----END PRIVATE KEY-----";

//! Nothing of it is taken, and the one problem names \p line and no text.
bool isRefused(const ImportedText &text, ImportProblem::Kind kind, qsizetype line)
{
    const ImportProblem problem = text.problems.value(0);
    return text.refused && text.values.isEmpty() && text.problems.size() == 1 && problem.kind == kind
           && problem.line == line && (kind == ImportProblem::Kind::DuplicateKey || problem.key.isEmpty());
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

    void aPostmanVariableThatIsIncompleteOrThereTwiceRefusesTheText()
    {
        const auto environment = [](const QByteArray &variables) {
            return imported("{\"_postman_variable_scope\":\"environment\",\"values\":[\n" + variables + "\n]}");
        };
        const ImportedText left = environment(R"({"key":"a","value":"1"},)"
                                              "\n"
                                              R"({"key":"b","value":"2","enabled":false,"type":"secret"})");
        QCOMPARE(left.values.size(), 1);
        QCOMPARE(left.values.first().line, 2);
        QCOMPARE(left.problems.first().kind, Kind::SwitchedOff);
        QCOMPARE(left.problems.first().line, 3);
        QCOMPARE(left.problems.first().key, u"b"_s);
        QVERIFY(isRefused(environment("{\"key\":\"a\",\"value\":\"1\"},\n{\"key\":\"b\"}"), Kind::NotPostman, 3));
        QVERIFY(isRefused(environment("{\"value\":\"1\"}"), Kind::NotPostman, 2));
        QVERIFY(isRefused(environment("7"), Kind::NotPostman, 2));
        QVERIFY(isRefused(environment("{\"key\":\"a\",\"value\":\"1\"},\n{\"key\":\"a\",\"value\":\"2\"}"),
                          Kind::DuplicateKey, 3));
        QVERIFY(
            isRefused(imported("{\n\"_postman_variable_scope\":\"globals\",\n\"values\":{}}"), Kind::NotPostman, 3));
        QCOMPARE(environment("").values.size(), 0);
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
        QCOMPARE(imported("\"a\": x,").problems.first().column, 6);
        QVERIFY(isRefused(imported("a=1\nb=\xFF"), Kind::NotUtf8, 2));
        QVERIFY(isRefused(imported(QByteArrayView("a=1\nb=\0", 7)), Kind::NotText, 2));
        QVERIFY(isRefused(imported("\n[\"a\", 1]"), Kind::NotKeys, 2));
    }

    void readsLinesOfEnvFiles()
    {
        const ImportedText text = imported("# comment\r\n\r\nexport A=1\r\nB = two words \r\n  lwa-client-id=x=y==\r\n"
                                           "URL=https://e.com/a?b=c\r\nEMPTY=\r\n");
        QCOMPARE(text.format, ImportFormat::Lines);
        QCOMPARE(valueOf(text, u"A"_s), QByteArray("1"));
        QCOMPARE(valueOf(text, u"B"_s), QByteArray("two words"));
        QCOMPARE(valueOf(text, u"lwa-client-id"_s), QByteArray("x=y=="));
        QCOMPARE(valueOf(text, u"URL"_s), QByteArray("https://e.com/a?b=c"));
        QCOMPARE(valueOf(text, u"EMPTY"_s), QByteArray());
        QCOMPARE(text.values.first().line, 3);
        QCOMPARE(text.values.first().type, Type::Untyped);
        QVERIFY(text.problems.isEmpty());
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

    void readsTheLineEndsOfOldMacs()
    {
        const ImportedText text = imported("a=1\rb='2'\r\rc=3\r");
        QCOMPARE(valueOf(text, u"b"_s), QByteArray("2"));
        QCOMPARE(text.values.last().line, 4);
        QCOMPARE(imported("a=1\rb=2\nc=3").problems.value(0).kind, Kind::ReadersDiffer);
        QCOMPARE(valueOf(imported("a='1\r2'\n"), u"a"_s), QByteArray("1\r2"));
    }

    void countsLinesAcrossAValueOfSeveral()
    {
        const ImportedText text = imported("A=\"1\n2\n3\"\nB=4\n#\nC=5");
        QCOMPARE(text.values.at(0).line, 1);
        QCOMPARE(text.values.at(1).line, 4);
        QCOMPARE(text.values.at(2).line, 6);
        QVERIFY(isRefused(imported("A=\"1\n2\n3\"\nB=4\n?\nC=5"), Kind::NoSeparator, 5));
    }

    void refusesLinesThatAreNotUnderstoodToTheEnd_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        const auto row = [](const char *name, const char *text, Kind kind, int line) {
            QTest::newRow(name) << QByteArray(text) << int(kind) << line;
        };
        row("two quoted pieces", "A=1\nC='it''s'", Kind::TextAfterQuote, 2);
        row("a shell's apostrophe", "A=1\nB='it'\\''s'", Kind::TextAfterQuote, 2);
        row("open quote", "A=\"never closed\nB=2", Kind::UnclosedQuote, 1);
        row("open apostrophe", "B=2\nA='never closed", Kind::UnclosedQuote, 2);
        row("no key", "A=1\n=x", Kind::NoKey, 2);
        row("two words", "two words=x", Kind::NoKey, 1);
        row("a word alone", "A=1\nexport B", Kind::NoSeparator, 2);
        row("a URL", "A=1\nhttps://api.amazon.com/auth?client_id=7", Kind::NoKey, 2);
        row("a token with padding", "A=1\nAtzr|IwEBIN_x-y=", Kind::NoKey, 2);
        row("CSV without a header", "a,x=y", Kind::NoKey, 1);
        row("two padding characters", "A=1\nq8Zk4nT2V0==", Kind::LooseText, 2);
        row("one padding character", "A=1\nq8Zk/nT2V0a=", Kind::LooseText, 2);
        row("a long line of base64", "A=1\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgE=", Kind::LooseText, 2);
        row("the rest of a torn value",
            "A=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJ\nKLMNOPQRSTU=", Kind::LooseText, 2);
        row("a line that goes on", "A=abc\\\ndef", Kind::ShellSyntax, 1);
        row("a quoted line that goes on", "A=1\nB=\"x\nabc\\\ndef\"", Kind::ShellSyntax, 3);
        row("dollar apostrophe", "A=$'a\\nb'", Kind::ShellSyntax, 1);
        row("backticks", "A=`id`", Kind::ShellSyntax, 1);
        row("two in one line", "export A=1 B=2", Kind::ShellSyntax, 1);
        row("block of YAML among lines", "A=1\nnote: >-\n  x", Kind::NotYaml, 2);
        row("a section", "[default]\nA=1", Kind::NoSeparator, 1);
    }
    void refusesLinesThatAreNotUnderstoodToTheEnd()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(int, line);
        QVERIFY(isRefused(imported(text), static_cast<Kind>(kind), line));
        QVERIFY(isRefused(imported(QByteArray(text).replace("\n", "\r\n")), static_cast<Kind>(kind), line));
    }

    void aPemBlockWithoutQuotesBelongsToItsValueWholly_data()
    {
        QTest::addColumn<QByteArray>("block");
        QTest::newRow("key") << pem;
        QTest::newRow("encrypted") << QByteArray(pem).replace(
            "MIIE", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\nMIIE");
        QTest::newRow("chain") << pem + "\n" + QByteArray(pem).replace("PRIVATE KEY", "CERTIFICATE");
        QTest::newRow("OpenPGP") << QByteArray(
            "-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: x\n\nlQOY\nBF1x\n=q8Zk\n"
            "-----END PGP PRIVATE KEY BLOCK-----");
    }
    void aPemBlockWithoutQuotesBelongsToItsValueWholly()
    {
        QFETCH(QByteArray, block);
        for (const char *separator : {"=", ": "}) {
            for (const char *lineEnd : {"\n", "\r\n"}) {
                const QByteArray text = "client_id=a\nprivate_key" + QByteArray(separator) + block + "\nlast=z\n";
                const ImportedText found = imported(QByteArray(text).replace("\n", lineEnd));
                QCOMPARE(found.values.size(), 3);
                QCOMPARE(valueOf(found, u"private_key"_s), block);
                QCOMPARE(valueOf(found, u"last"_s), QByteArray("z"));
                QCOMPARE(found.values.last().line, 3 + block.count('\n'));
                QVERIFY(found.problems.isEmpty());
            }
        }
        const ImportedText first = imported("private_key: " + block);
        QCOMPARE(valueOf(first, u"private_key"_s), block);
        QCOMPARE(valueOf(imported("spring.key=" + block + "\nspring.a=b"), u"spring.key"_s), block);
    }

    void aPemBlockThatIsNotWholeRefusesTheText()
    {
        const QByteArray text = "a=1\nkey=" + pem + "\nb=2";
        const auto without = [&text](const char *piece) { return imported(QByteArray(text).replace(piece, "")); };
        QVERIFY(isRefused(without("-----END PRIVATE KEY-----"), Kind::LooseText, 2));
        QVERIFY(isRefused(without("PRIVATE KEY-----\nMIIE"), Kind::LooseText, 2));
        QVERIFY(isRefused(without("key="), Kind::LooseText, 2));
        QVERIFY(isRefused(imported(QByteArray(text).replace("q8Zk", "c=d")), Kind::LooseText, 2));
        QVERIFY(isRefused(imported(QByteArray(text).replace("key=-", "key=\n-")), Kind::LooseText, 3));
        QVERIFY(isRefused(imported(pem), Kind::LooseText, 1));
        QCOMPARE(one("k=\"" + pem + "\n\""), pem + "\n");
        QCOMPARE(one("k='" + QByteArray(pem).replace("\n", "\\n") + "'"), QByteArray(pem).replace("\n", "\\n"));
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
        QVERIFY(!twice.refused);
        for (const char *differs : {"K=a\\b", "K=a#b", "K=\"a\\\"b\"", "K=\"a\\\\b\"", "K=\"a\\tb\"", "K=\"\\$5\""})
            QCOMPARE(imported(differs).problems.value(0).kind, Kind::ReadersDiffer);
        for (const char *kept : {"K=$HOME", "K=\"${HOME}\"", "K=a$(id)"})
            QCOMPARE(imported(kept).problems.value(0).kind, Kind::VariableKept);
        for (const char *alike : {"K='a\\b'", "K='$HOME'", "K='a#b'", "K=\"a\\nb\"", "K=\"it's\"", "K=$5"})
            QVERIFY2(imported(alike).problems.isEmpty(), alike);
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
