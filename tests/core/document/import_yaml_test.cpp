#include "core/document/import_text.h"
#include "core/document/merge_preview.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace import_yaml_test {

namespace {

using Kind = ImportProblem::Kind;

ImportedText yaml(QByteArrayView text)
{
    return importText(SecretString(text));
}

//! What pasting makes of an empty secret.
QByteArray pasted(QByteArrayView text)
{
    const ImportedText found = yaml(text);
    if (found.refused)
        return "refused in line " + QByteArray::number(found.problems.first().line);
    QList<FieldEdit> edits;
    const SecretDocument empty(SecretString(QByteArrayView("{}")));
    for (const MergeLine &line : mergePreview(empty, found.values))
        edits.append(line.edit);
    return applied(empty, edits)->text().bytes().toByteArray();
}

//! Texts that PyYAML and we must read alike.
const QByteArray texts[] = {
    "a: 1\nb: two words\n",
    "---\n# comment\na: \"x\\ty\\u20ac\\x41\"   # behind\nb: 'it''s'\n...\n",
    "private_key: |\n  -----BEGIN PRIVATE KEY-----\n  MIIE\n  q8Zk==\n  -----END PRIVATE KEY-----\nafter: 1\n",
    "note: >-\n  one\n  two\n\n  three\n   more\n  four\nkeep: |+\n  x\n\n\nstrip: |-\n  y\n\nlast: z\n",
    "indented: |2\n    two more\n  none\nfolded: >\n  a\n  b\n",
    "plain: over\n  several\n  lines\nurl: https://api.amazon.com/auth/o2/token?a=b#c\n",
    "quoted: \"over\n  several\n\n  lines\\\n  joined\"\nsingle: 'a\n  b'\n",
    "spring:\n  datasource:\n    url: jdbc:postgresql://db/x\n    port: 5432\n    ssl: true\n    none: ~\n  list:\n  - "
    "a\n  - "
    "{b: 1.5, \"c\": [x, 'y']}\n",
    "t: true\nf: False\nn: null\ntilde: ~\ni: -7\nx: 1.10\n",
    "\"quoted key\": 1\n'other': x\nkey with blanks: y\n",
    "a: &\n",
    "a: 'b'\r\nc: |\r\n  d\r\n  e\r\n",
};

} // namespace

class ImportYamlTest : public QObject {
    Q_OBJECT

private slots:
    void isReadAsPyYamlReadsIt()
    {
        QByteArray cases;
        for (const QByteArray &text : texts) {
            if (yaml(text).refused)
                continue;
            cases += QJsonDocument(QJsonObject{{u"yaml"_s, QString::fromUtf8(text)},
                                               {u"json"_s, QString::fromUtf8(pasted(text))}})
                         .toJson(QJsonDocument::Compact)
                     + "\n";
        }
        QCOMPARE(cases.count('\n'), qsizetype(std::size(texts)) - 1);
        QByteArray problem;
        const QString script = QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/document/import_yaml_reader.py");
        QCOMPARE(runPython(script, cases, problem), QByteArray("ok\n"));
        QVERIFY2(problem.isEmpty(), problem.constData());
    }

    void keepsNumbersAsTheyAreSpelt()
    {
        QCOMPARE(pasted("port: 5432\nrate: 1.10\nbig: 12345678901234567890\n"),
                 QByteArray(R"({"port":5432,"rate":1.10,"big":12345678901234567890})"));
        QCOMPARE(pasted("pin: 007\nquoted: \"5\"\nempty:\n"), QByteArray(R"({"pin":"007","quoted":"5","empty":""})"));
    }

    void tellsWhatYamlReadersTakeDifferently()
    {
        for (const char *text : {"a: yes", "a: off", "a: 007", "a: 0x1F", "a: 1_000", "a: 12:30:45", "a: 2026-11-21",
                                 "a: +5", "a: .inf", "a: N"}) {
            const ImportedText found = yaml(text);
            QCOMPARE(found.problems.value(0).kind, Kind::ReadersDiffer);
            QCOMPARE(found.values.first().value.bytes().toByteArray(), QByteArray(text).sliced(3));
        }
        for (const char *text : {"a: yesterday", "a: '007'", "a: \"no\"", "a: 01234567-89ab-cdef-0123-456789abcdef",
                                 "a: 1//0gAb", "a: 5", "a: 192.168.1.1"})
            QVERIFY2(yaml(text).problems.isEmpty(), text);
        QCOMPARE(yaml("a: ${HOME}").problems.value(0).kind, Kind::VariableKept);
    }

    void refusesWhatIsNotUnderstoodToTheEnd_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("line");
        const auto row = [](const char *name, const char *text, Kind kind, int line) {
            QTest::newRow(name) << QByteArray(text) << int(kind) << line;
        };
        row("anchor", "a: 1\nb: &x 2", Kind::YamlFeature, 2);
        row("alias", "a: 1\nb: *x", Kind::YamlFeature, 2);
        row("anchored map", "a: 1\nb: &x\n  c: 1", Kind::YamlFeature, 2);
        row("merge", "a: 1\nb:\n  <<: {c: 1}", Kind::YamlFeature, 3);
        row("tag", "a: 1\nb: !!binary aGk=", Kind::YamlFeature, 2);
        row("own tag", "a: 1\nb: !vault |\n  x", Kind::YamlFeature, 2);
        row("key that is a list", "a: 1\n? [b]\n: 2", Kind::YamlFeature, 2);
        row("second document", "a: 1\n---\nb: 2", Kind::SeveralDocuments, 2);
        row("list", "- a\n- b: c", Kind::NotKeys, 1);
        row("key twice", "a: 1\nb: 2\na: 3", Kind::DuplicateKey, 3);
        row("nested key twice", "a:\n  b: 2\n  b: 3", Kind::DuplicateKey, 3);
        row("KEY=value among it", "a: 1\nB=2\nc: 3", Kind::NotYaml, 2);
        row("a tab before a key", "a:\n  b: 1\n\tc: 2", Kind::NotYaml, 3);
        row("open quote", "a: 1\nb: \"x\nc: 3", Kind::NotYaml, 2);
        row("unknown escape", "a: 1\nb: \"C:\\dir\"", Kind::NotYaml, 2);
        row("colon in a plain value", "a: 1\nb: c: d", Kind::NotYaml, 2);
        row("control character", "a: 1\nb: x\x01y", Kind::NotYaml, 2);
        row("at sign", "a: 1\nb: @x", Kind::NotYaml, 2);
        row("PEM joined with blanks", "a: 1\nkey: -----BEGIN PRIVATE KEY-----\n  MIIE\n  -----END PRIVATE KEY-----",
            Kind::LooseText, 2);
        row("PEM folded", "a: 1\nkey: >-\n  -----BEGIN PRIVATE KEY-----\n  MIIE\n  -----END PRIVATE KEY-----",
            Kind::LooseText, 2);
        row("nested PEM in quotes", "a:\n  b: \"-----BEGIN PRIVATE KEY-----\n    MIIE\"", Kind::LooseText, 2);
        row("too deep", "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1", Kind::NotYaml, 1);
    }
    void refusesWhatIsNotUnderstoodToTheEnd()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, kind);
        QFETCH(int, line);
        const ImportedText found = yaml(text);
        QVERIFY(found.refused && found.values.isEmpty());
        QCOMPARE(found.problems.size(), 1);
        QCOMPARE(found.problems.first().kind, static_cast<Kind>(kind));
        QCOMPARE(found.problems.first().line, line);
    }
};

} // namespace import_yaml_test

KEYTURN_TEST(import_yaml, import_yaml_test::ImportYamlTest)
#include "import_yaml_test.moc"
