#include "core/base/json_writer.h"
#include "tests/support/test_main.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace keyturn;

namespace json_writer_test {

class JsonWriterTest : public QObject {
    Q_OBJECT

private slots:
    void keepsTheOrderItIsTold()
    {
        JsonWriter json;
        json.beginObject().key("z").number(1).key("a").beginArray().boolean(true).null().endArray().key("m").string(
            u"x");
        json.endObject();
        QCOMPARE(json.text().toByteArray(), QByteArray(R"({"z":1,"a":[true,null],"m":"x"})"));
    }

    void writesEmptyContainers()
    {
        JsonWriter json;
        json.beginObject().key("a").beginObject().endObject().key("b").beginArray().endArray().endObject();
        QCOMPARE(json.text().toByteArray(), QByteArray(R"({"a":{},"b":[]})"));
    }

    void escapesWhatJsonDemandsAndNothingElse()
    {
        const QByteArray nasty("\"/\\ \b\f\n\r\t\x01\x1f \x7f ü \xF0\x9F\x94\x91");
        JsonWriter json;
        json.beginObject().key("v").secret(SecretString(QByteArrayView(nasty))).endObject();

        const QJsonObject read = QJsonDocument::fromJson(json.text().toByteArray()).object();
        QCOMPARE(read.value(QLatin1String("v")).toString().toUtf8(), nasty);
        QVERIFY(json.text().toByteArray().contains("\\u0001"));
        QVERIFY(json.text().toByteArray().contains("ü"));
        QVERIFY(!json.text().toByteArray().contains("\\/"));
    }

    void isEmptyAfterTake()
    {
        JsonWriter json;
        json.beginArray().number(7).endArray();
        const SecretString text = std::move(json).take();
        QCOMPARE(text.bytes().toByteArray(), QByteArray("[7]"));
        QVERIFY(json.text().isEmpty());
    }

    void survivesGrowth()
    {
        JsonWriter json;
        json.beginArray();
        for (int i = 0; i < 10'000; ++i)
            json.number(i);
        json.endArray();
        QCOMPARE(QJsonDocument::fromJson(json.text().toByteArray()).isArray(), true);
    }
};

} // namespace json_writer_test

KEYTURN_TEST(json_writer, json_writer_test::JsonWriterTest)
#include "json_writer_test.moc"
