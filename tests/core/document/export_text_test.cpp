#include "core/document/export_text.h"

#include "core/document/import_text.h"
#include "core/document/merge_preview.h"
#include "core/json/json_text.h"
#include "tests/support/json_generator.h"
#include "tests/support/python.h"
#include "tests/support/test_main.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace export_text_test {

namespace {

QByteArray exported(const QList<ExportField> &fields, ExportFormat format)
{
    const Result<SecretString> text = exportText(fields, format);
    return text ? text->bytes().toByteArray() : "error: " + text.error().code.toUtf8();
}

ExportField field(const QString &key, QByteArrayView value, bool isString = true, bool masked = false)
{
    return {key, SecretString(value), isString, masked};
}

//! Values that a careless writer of any of the formats gets wrong.
QByteArray hostileValue(QRandomGenerator &random)
{
    static const QList<QByteArray> pieces{"a",
                                          "no",
                                          "1e3",
                                          "007",
                                          "~",
                                          "null",
                                          " ",
                                          "=",
                                          "+",
                                          "-",
                                          "@",
                                          "\t",
                                          "\r",
                                          "\n",
                                          "\r\n",
                                          "'",
                                          "\"",
                                          "\\",
                                          "\\n",
                                          "$HOME",
                                          "`id`",
                                          "$(id)",
                                          "#",
                                          " #",
                                          ": ",
                                          ",",
                                          ";",
                                          "{",
                                          "[",
                                          "&",
                                          "*",
                                          "!",
                                          "%",
                                          "|",
                                          ">",
                                          "\x7F",
                                          "\xC2\x85",
                                          "\xC2\xA0",
                                          "\xE2\x80\xA8",
                                          "\xEF\xBB\xBF",
                                          "\xC3\xA9",
                                          "\xE2\x82\xAC",
                                          "\xF0\x9F\x94\x91",
                                          "\xEF\xBF\xBE",
                                          "Atzr|",
                                          "\x01"};
    QByteArray value;
    for (int i = random.bounded(6); i > 0; --i)
        value += pieces.at(random.bounded(static_cast<int>(pieces.size())));
    return value;
}

//! Every value replaced: strings by another one, all else by 0.
SecretDocument emptied(const SecretDocument &document)
{
    SecretDocument now = document;
    for (const SecretDocument::Member &member : document.members())
        now = member.isString ? *now.set(member.key, SecretString(QByteArrayView("lost")))
                              : *now.setJson(member.key, SecretString(QByteArrayView("0")));
    return now;
}

SecretDocument merged(const SecretDocument &document, const QList<ImportedValue> &values)
{
    QList<FieldEdit> edits;
    for (const MergeLine &line : mergePreview(document, values)) {
        if (line.change != MergeLine::Change::Same)
            edits.append(line.edit);
    }
    const Result<SecretDocument> after = applied(document, edits);
    return after ? *after : SecretDocument();
}

bool isSameAs(const SecretDocument &document, const SecretDocument &other)
{
    bool isSame = document.members().size() == other.members().size();
    for (const SecretDocument::Member &member : document.members()) {
        const SecretDocument::Member *twin = other.member(member.key);
        isSame =
            isSame && twin && twin->isString == member.isString
            && (member.isString ? twin->value == member.value : isSameJson(twin->value.bytes(), member.value.bytes()));
    }
    return isSame;
}

} // namespace

class ExportTextTest : public QObject {
    Q_OBJECT

private slots:
    void writesEachFormat()
    {
        const QList<ExportField> fields{field(u"user"_s, "no"), field(u"pin"_s, "007"), field(u"n"_s, "1e3", false),
                                        field(u"f"_s, "=1+1"), field(u"q"_s, "it's \"so\", $5")};
        QList<ExportField> lines = fields;
        lines.last() = field(u"q"_s, "it's 5\n");
        lines.append(field(u"d"_s, "\"so\" C:\\dir $5 `id`"));
        QCOMPARE(exported(lines, ExportFormat::DotEnv),
                 QByteArray("user='no'\npin='007'\nn='1e3'\nf='=1+1'\nq=\"it's 5\n\"\nd='\"so\" C:\\dir $5 `id`'\n"));
        QCOMPARE(exported(fields, ExportFormat::Json),
                 QByteArray(R"({"user":"no","pin":"007","n":1e3,"f":"=1+1","q":"it's \"so\", $5"})") + "\n");
        QCOMPARE(exported(fields, ExportFormat::Yaml),
                 QByteArray("\"user\": \"no\"\n\"pin\": \"007\"\n\"n\": 1e3\n\"f\": \"=1+1\"\n"
                            "\"q\": \"it's \\\"so\\\", $5\"\n"));
        QCOMPARE(exported(fields, ExportFormat::Csv),
                 QByteArray("key,value\r\nuser,no\r\npin,007\r\nn,1e3\r\nf,\"'=1+1\"\r\n"
                            "q,\"it's \"\"so\"\", $5\"\r\n"));
    }

    void masksValuesUnlessAsked()
    {
        const QList<ExportField> fields{{u"k"_s, SecretString(QByteArrayView("canary")), true},
                                        {u"n"_s, SecretString(QByteArrayView("12345")), false}};
        for (const ExportFormat format :
             {ExportFormat::DotEnv, ExportFormat::Json, ExportFormat::Yaml, ExportFormat::Csv}) {
            const QByteArray text = exported(fields, format);
            QVERIFY(text.contains("********"));
            QVERIFY(!text.contains("canary"));
            QVERIFY(!text.contains("12345"));
            // Pasted back the stars must not replace what they stand for.
            const ImportedText back = importText(SecretString(QByteArrayView(text)));
            QVERIFY(!back.refused && back.values.isEmpty());
            QCOMPARE(back.problems.size(), 2);
            QCOMPARE(back.problems.first().kind, ImportProblem::Kind::Masked);
            QCOMPARE(back.problems.first().key, u"k"_s);
        }
    }

    void refusesWhatAFormatCannotHold()
    {
        QCOMPARE(exported({field(u"two words"_s, "x")}, ExportFormat::DotEnv), QByteArray("error: key"));
        QCOMPARE(exported({field(u"a=b"_s, "x")}, ExportFormat::DotEnv), QByteArray("error: key"));
        QCOMPARE(exported({field(u""_s, "x")}, ExportFormat::DotEnv), QByteArray("error: key"));
        QCOMPARE(exported({field(u"a"_s, QByteArrayView("\0", 1))}, ExportFormat::DotEnv), QByteArray("error: nul"));
        QCOMPARE(exported({field(u"a"_s, "\xFF")}, ExportFormat::Yaml), QByteArray("error: utf8"));
        QVERIFY(!exported({field(u"two words"_s, "x")}, ExportFormat::Csv).startsWith("error"));
    }

    void refusesWhatNodeAndShellsReadDifferently()
    {
        for (const char *value : {"it's $5", "it's \"so\"", "it's `x`", "it's a\\b", "ends\\", "a\rb", "a\r\nb"})
            QCOMPARE(exported({field(u"a"_s, value)}, ExportFormat::DotEnv), QByteArray("error: value"));
        for (const char *key : {"a;id", "a$(id)", "a`id`", "a&b", "a|b", "a/b", "a b", "\xC3\xA9", "a'b", "a+"})
            QCOMPARE(exported({field(QString::fromUtf8(key), "x")}, ExportFormat::DotEnv), QByteArray("error: key"));
        QCOMPARE(keyNoShellTakes({field(u"a_1"_s, "x"), field(u"lwa-id"_s, "x")}), u"lwa-id"_s);
        QCOMPARE(keyNoShellTakes({field(u"A_1"_s, "x"), field(u"_b"_s, "x")}), QString());
        QCOMPARE(keyNoShellTakes({field(u"1a"_s, "x")}), u"1a"_s);
        QCOMPARE(exported({field(QString(101, u'k'), "x")}, ExportFormat::DotEnv), QByteArray("error: key"));
        QCOMPARE(exported({field(u"a"_s, "it's $5", true, true)}, ExportFormat::DotEnv), QByteArray("a='********'\n"));
    }

    void isReadByOthersAsItWasWritten()
    {
        QRandomGenerator random(20261121);
        QByteArray cases;
        constexpr int documents = 250;
        qsizetype lines = 0;
        for (int i = 0; i < documents; ++i) {
            QList<ExportField> fields;
            QList<ExportField> sayable;
            QJsonObject wanted;
            for (int k = 0; k < 4; ++k) {
                const QByteArray value = hostileValue(random);
                const QString key = u"k%1"_s.arg(k);
                fields.append(field(key, value));
                if (exportText({fields.last()}, ExportFormat::DotEnv))
                    sayable.append(fields.last());
                wanted.insert(key, QString::fromLatin1(value.toBase64()));
            }
            lines += sayable.size();
            QJsonObject texts;
            const auto add = [&](const QString &name, const QList<ExportField> &which, ExportFormat format) {
                texts.insert(name, QString::fromLatin1(exported(which, format).toBase64()));
            };
            add(u"json"_s, fields, ExportFormat::Json);
            add(u"yaml"_s, fields, ExportFormat::Yaml);
            add(u"csv"_s, fields, ExportFormat::Csv);
            add(u"env"_s, sayable, ExportFormat::DotEnv);
            cases +=
                QJsonDocument(QJsonObject{{u"fields"_s, wanted}, {u"texts"_s, texts}}).toJson(QJsonDocument::Compact)
                + "\n";
        }
        QVERIFY(lines > 2 * documents); // of four a document
        QByteArray problem;
        const QByteArray said =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/document/export_text_readers.py"), cases, problem);
        QVERIFY2(problem.isEmpty(), problem.right(1500).constData());
        qInfo("%d documents read by %s", documents, said.trimmed().constData());
    }

    void isReadBackByTheImport()
    {
        QRandomGenerator random(7);
        int sayable = 0;
        for (int i = 0; i < 2'000; ++i) {
            const QByteArray value = hostileValue(random);
            for (const ExportFormat format :
                 {ExportFormat::DotEnv, ExportFormat::Json, ExportFormat::Yaml, ExportFormat::Csv}) {
                const QByteArray text = exported({field(u"lwa-client-id"_s, value)}, format);
                if (format == ExportFormat::DotEnv && text == "error: value")
                    continue;
                sayable += format == ExportFormat::DotEnv ? 1 : 0;
                const ImportedText back = importText(SecretString(QByteArrayView(text)));
                QVERIFY2(!back.refused && back.values.size() == 1, text.constData());
                QCOMPARE(back.values.first().key, u"lwa-client-id"_s);
                QCOMPARE(back.values.first().value.bytes().toByteArray(), value);
            }
        }
        QVERIFY(sayable > 1'000);
    }

    //! What an entry holds, exported with its values and pasted into the same entry after every value was lost.
    void anExportPastedBackGivesTheSameDocument_data()
    {
        QTest::addColumn<int>("format");
        QTest::addColumn<int>("least"); // of the documents, as many can be said in it
        QTest::newRow(".env") << int(ExportFormat::DotEnv) << 90;
        QTest::newRow("JSON") << int(ExportFormat::Json) << 1'000;
        QTest::newRow("YAML") << int(ExportFormat::Yaml) << 700;
        QTest::newRow("CSV") << int(ExportFormat::Csv) << 700;
    }
    void anExportPastedBackGivesTheSameDocument()
    {
        QFETCH(int, format);
        QFETCH(int, least);
        JsonGenerator generator;
        int said = 0;
        for (int i = 0; i < 3'000; ++i) {
            const SecretDocument document(SecretString(QByteArrayView(generator.document())));
            QList<ExportField> fields;
            for (const SecretDocument::Member &member : document.members())
                fields.append({member.key, member.value, member.isString, false});
            const Result<SecretString> text = exportText(fields, static_cast<ExportFormat>(format));
            if (fields.isEmpty() || !text)
                continue;
            ++said;
            const QByteArray shown = text->bytes().toByteArray();
            const ImportedText back = importText(*text);
            QVERIFY2(!back.refused, shown.constData());
            const QList<MergeLine> same = mergePreview(document, back.values);
            QCOMPARE(same.size(), fields.size());
            for (const MergeLine &line : same)
                QVERIFY2(line.change == MergeLine::Change::Same, (shown + line.key.toUtf8()).constData());
            QVERIFY2(isSameAs(document, merged(emptied(document), back.values)), shown.constData());
            if (format == int(ExportFormat::Json) || format == int(ExportFormat::Yaml)) {
                const SecretDocument nothing(SecretString(QByteArrayView("{}")));
                QVERIFY2(isSameAs(document, merged(nothing, back.values)), shown.constData());
            }
        }
        QVERIFY2(said >= least, QByteArray::number(said).constData());
    }
};

} // namespace export_text_test

KEYTURN_TEST(export_text, export_text_test::ExportTextTest)
#include "export_text_test.moc"
