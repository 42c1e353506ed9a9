#include "core/document/export_text.h"

#include "core/document/import_text.h"
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

} // namespace

class ExportTextTest : public QObject {
    Q_OBJECT

private slots:
    void writesEachFormat()
    {
        const QList<ExportField> fields{field(u"user"_s, "no"), field(u"pin"_s, "007"), field(u"n"_s, "1e3", false),
                                        field(u"f"_s, "=1+1"), field(u"q"_s, "it's \"so\", $5")};
        QCOMPARE(exported(fields, ExportFormat::DotEnv),
                 QByteArray("user='no'\npin='007'\nn='1e3'\nf='=1+1'\nq=\"it's \\\"so\\\", \\$5\"\n"));
        QCOMPARE(exported(fields, ExportFormat::Json),
                 QByteArray(R"({"user":"no","pin":"007","n":1e3,"f":"=1+1","q":"it's \"so\", $5"})") + "\n");
        QCOMPARE(exported(fields, ExportFormat::Yaml),
                 QByteArray("\"user\": \"no\"\n\"pin\": \"007\"\n\"n\": \"1e3\"\n\"f\": \"=1+1\"\n"
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

    void isReadByOthersAsItWasWritten()
    {
        QRandomGenerator random(20261121);
        QByteArray cases;
        constexpr int documents = 250;
        for (int i = 0; i < documents; ++i) {
            QList<ExportField> fields;
            QJsonObject wanted;
            for (int k = 0; k < 4; ++k) {
                const QByteArray value = hostileValue(random);
                const QString key = u"k%1"_s.arg(k);
                fields.append(field(key, value));
                wanted.insert(key, QString::fromLatin1(value.toBase64()));
            }
            QJsonObject texts;
            const auto add = [&](const QString &name, ExportFormat format) {
                texts.insert(name, QString::fromLatin1(exported(fields, format).toBase64()));
            };
            add(u"json"_s, ExportFormat::Json);
            add(u"yaml"_s, ExportFormat::Yaml);
            add(u"csv"_s, ExportFormat::Csv);
            add(u"env"_s, ExportFormat::DotEnv);
            cases +=
                QJsonDocument(QJsonObject{{u"fields"_s, wanted}, {u"texts"_s, texts}}).toJson(QJsonDocument::Compact)
                + "\n";
        }
        QByteArray problem;
        const QByteArray said =
            runPython(QStringLiteral(QT_TESTCASE_SOURCEDIR "/core/document/export_text_readers.py"), cases, problem);
        QVERIFY2(problem.isEmpty(), problem.right(1500).constData());
        qInfo("%d documents read by json, csv, sh and %s", documents, said.trimmed().constData());
    }

    void isReadBackByTheImport()
    {
        QRandomGenerator random(7);
        for (int i = 0; i < 2'000; ++i) {
            const QByteArray value = hostileValue(random);
            for (const ExportFormat format : {ExportFormat::DotEnv, ExportFormat::Json}) {
                const QByteArray text = exported({field(u"lwa-client-id"_s, value)}, format);
                const ImportedText back = importText(SecretString(QByteArrayView(text)));
                QVERIFY2(back.problems.isEmpty() && back.values.size() == 1, text.constData());
                QCOMPARE(back.values.first().key, u"lwa-client-id"_s);
                QCOMPARE(back.values.first().value.bytes().toByteArray(), value);
            }
        }
    }
};

} // namespace export_text_test

KEYTURN_TEST(export_text, export_text_test::ExportTextTest)
#include "export_text_test.moc"
