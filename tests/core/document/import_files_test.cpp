#include "core/document/import_text.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace import_files_test {

namespace {

using Kind = ImportProblem::Kind;

ImportedText imported(QByteArrayView text)
{
    return importText(SecretString(text));
}

//! "key=value" for each that was found, or why it was refused.
QByteArray told(QByteArrayView text)
{
    const ImportedText found = imported(text);
    if (found.refused)
        return "refused in line " + QByteArray::number(found.problems.first().line);
    QByteArrayList pairs;
    for (const ImportedValue &value : found.values)
        pairs.append(value.key.toUtf8() + "=" + value.value.bytes().toByteArray());
    return pairs.join('|');
}

} // namespace

//! Files of other programs: .properties of Java and Spring, and CSV.
class ImportFilesTest : public QObject {
    Q_OBJECT

private slots:
    void readsPropertiesAsJavaDoes_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("found");
        const auto row = [](const char *name, const char *text, const char *found) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(found);
        };
        row("as Java stores them",
            "#Sat Nov 21 14:05:00 UTC "
            "2026\ntoken.url=https\\://api.amazon.com/auth\\=o2\nclient.secret=a\\\\b\\#c\\!d\n",
            "token.url=https://api.amazon.com/auth=o2|client.secret=a\\b#c!d");
        row("Unicode", "! comment\na=\\u00e9\\u20AC\\ud83d\\udd11\n", "a=\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\x91");
        row("lines that go on", "spring.a=one,\\\n    two,\\\r\n\tthree\nspring.b=x\n",
            "spring.a=one,two,three|spring.b=x");
        row("two backslashes end a line", "spring.a=one\\\\\nspring.b=x\n", "spring.a=one\\|spring.b=x");
        row("control characters", "a.b=x\\ty\\nz\\f\\r\n", "a.b=x\ty\nz\f\r");
        row("blanks stay at the end", "a.b = x  \n", "a.b=x  ");
        row("quotes are part of the value", "!\na.b=\\u0022\nc=\\\"d\"\n", "a.b=\"|c=\"d\"");
        row("separators", "!\na:b\nc = d\ne : f\ng=h:i=j\n", "a=b|c=d|e=f|g=h:i=j");
        row("escaped in keys", "a\\:b\\ c=d\n", "a:b c=d");
        row("a hash is no comment", "!\na=b #c\n", "a=b #c");
        row("indices", "servers[0].url=x\nservers[1].url=y\n", "servers[0].url=x|servers[1].url=y");
    }
    void readsPropertiesAsJavaDoes()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, found);
        QCOMPARE(told(text), found);
        QCOMPARE(imported(text).format, ImportFormat::Properties);
    }

    void refusesPropertiesThatAreNotUnderstood_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        const auto row = [](const char *name, const char *text, Kind kind, int line) {
            QTest::newRow(name) << QByteArray(text) << int(kind) << line;
        };
        row("half an escape", "a.b=1\nc.d=\\u12\n", Kind::BadEscape, 2);
        row("half a character", "a.b=1\nc.d=\\ud83d\n", Kind::BadEscape, 2);
        row("goes on behind the end", "a.b=1\nc.d=x\\", Kind::ShellSyntax, 2);
        row("a blank between key and value", "a.b=1\nc.d e\n", Kind::NoSeparator, 2);
        row("a URL", "a.b=1\nhttps://api.amazon.com/auth?client_id=7\n", Kind::NoKey, 2);
        row("a URL below a comment", "!\na.b=1\nhttps://api.amazon.com/auth?client_id=7\n", Kind::NoKey, 3);
        row("comment or value", "a.b=1\n\nc.d=pass #word\n", Kind::UnclearComment, 3);
        row("documents of Spring", "a.b=1\n#---\na.b=2\n", Kind::SeveralDocuments, 2);
        row("base64", "a.b=1\nq8Zk4nT2V0==\n", Kind::LooseText, 2);
        row("a PEM block behind joined lines", "a.b=1\nc.d=\\\n-----BEGIN X-----\nMIIE\n", Kind::LooseText, 2);
        row("a PEM block that is not whole", "a.b=1\nc.d=-----BEGIN X-----\nMIIE\n", Kind::LooseText, 2);
    }
    void refusesPropertiesThatAreNotUnderstood()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(int, line);
        const ImportedText found = imported(text);
        QVERIFY(found.refused && found.values.isEmpty());
        QCOMPARE(found.problems.first().kind, static_cast<Kind>(kind));
        QCOMPARE(found.problems.first().line, line);
        QCOMPARE(found.problems.first().key, QString());
    }

    void takesQuotedValuesForEnvLinesWhateverTheirKeys()
    {
        QCOMPARE(told("a.b='x'\nc.d=\"y\\nz\"\n"), QByteArray("a.b=x|c.d=y\nz"));
        QCOMPARE(imported("a.b='x'").format, ImportFormat::Lines);
        QCOMPARE(told("DIR=C:\\temp\nB=2"), QByteArray("DIR=C:\\temp|B=2"));
        QCOMPARE(told("DIR=C:\\temp\\\nB=2"), QByteArray("refused in line 1"));
    }

    void saysOfPropertiesWhatMayNotBeMeant()
    {
        QCOMPARE(imported("!\na.b=1\na.b=2").problems.value(0).kind, Kind::DuplicateKey);
        QCOMPARE(told("!\na.b=1\na.b=2"), QByteArray("a.b=2"));
        QCOMPARE(imported("a.b=${HOME}").problems.value(0).kind, Kind::VariableKept);
        QCOMPARE(imported("log.dir=C:\\temp").problems.value(0).kind, Kind::ReadersDiffer);
        QCOMPARE(told("!\na.b=\"x\""), QByteArray("refused in line 1")); // the quotes are .env's, the comment is not
    }

    void readsCsvWithItsHeader_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("found");
        const auto row = [](const char *name, const char *text, const char *found) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(found);
        };
        row("a value with =", "key,value\na,x=y\n", "a=x=y");
        row("quotes", "key,value\r\n\"a,b\",\"say \"\"x\"\"\r\nthen y\"\r\nc,\r\n", "a,b=say \"x\"\r\nthen y|c=");
        row("quoted header, byte order mark", "\xEF\xBB\xBF\"Key\",\"Value\"\na,b", "a=b");
        row("semicolons of other countries", "name;value\na;b,c\n", "a=b,c");
        row("tabs", "Variable\tValue\na\tb;c\n", "a=b;c");
        row("apostrophes against formulas", "key,value\na,'=1+1\nb,''x\nc,'tis\n", "a==1+1|b='x|c='tis");
        row("blank lines", "key,value\n\na,b\n\n", "a=b");
        row("blanks belong to cells", "key,value\na, b \n", "a= b ");
    }
    void readsCsvWithItsHeader()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, found);
        QCOMPARE(told(text), found);
        QCOMPARE(imported(text).format, ImportFormat::Csv);
    }

    void refusesCsvThatIsNotUnderstood()
    {
        QCOMPARE(told("key,value\na,b\nc\n"), QByteArray("refused in line 3"));
        QCOMPARE(told("key,value\na,b,c\n"), QByteArray("refused in line 2"));
        QCOMPARE(told("key,value\na,\"b\nc\nd"), QByteArray("refused in line 2"));
        QCOMPARE(told("key,value\na,\"b\nc\"\nd,\"e\" \n"), QByteArray("refused in line 4"));
        QCOMPARE(told("key,value\na,b\"c\n"), QByteArray("refused in line 2"));
        QCOMPARE(told("key,value\na,b\na,c\n"), QByteArray("refused in line 3"));
        QCOMPARE(told("key,value\na;b\n"), QByteArray("refused in line 2"));
        QCOMPARE(told("key,value\ra,b\nc,d"), QByteArray("refused in line 1")); // not a header
    }
};

} // namespace import_files_test

KEYTURN_TEST(import_files, import_files_test::ImportFilesTest)
#include "import_files_test.moc"
