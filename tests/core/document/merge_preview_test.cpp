#include "core/document/merge_preview.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace merge_preview_test {

namespace {

SecretDocument document(QByteArrayView text)
{
    return SecretDocument(SecretString(text));
}

QList<MergeLine> previewOf(QByteArrayView before, QByteArrayView pasted)
{
    return mergePreview(document(before), importText(SecretString(pasted)).values);
}

QByteArray merged(QByteArrayView before, QByteArrayView pasted)
{
    QList<FieldEdit> edits;
    for (const MergeLine &line : previewOf(before, pasted)) {
        if (line.change != MergeLine::Change::Same)
            edits.append(line.edit);
    }
    const Result<SecretDocument> after = applied(document(before), edits);
    return after ? after->text().bytes().toByteArray() : after.error().detail.toUtf8();
}

} // namespace

class MergePreviewTest : public QObject {
    Q_OBJECT

    using Change = MergeLine::Change;

private slots:
    void tellsPerKeyWhatPastingWouldDo()
    {
        const QList<MergeLine> lines = previewOf(R"({"a":"1","b":"2","z":"9"})", "a=1\nb=3\nc=4");
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0).change, Change::Same);
        QCOMPARE(lines.at(1).change, Change::Changed);
        QCOMPARE(lines.at(1).before.bytes().toByteArray(), QByteArray("2"));
        QCOMPARE(lines.at(1).after.bytes().toByteArray(), QByteArray("3"));
        QCOMPARE(lines.at(2).change, Change::Added);
        QCOMPARE(merged(R"({"a":"1","b":"2","z":"9"})", "a=1\nb=3\nc=4"),
                 QByteArray(R"({"a":"1","b":"3","z":"9","c":"4"})"));
    }

    void keepsTypesWhereThePastedTextHasNoneAndTakesThemWhereItHas()
    {
        QCOMPARE(previewOf(R"({"n": 5})", "n=5").first().change, Change::Same);
        QCOMPARE(merged(R"({"n": 5})", "n=6"), QByteArray(R"({"n": 6})"));
        QCOMPARE(previewOf(R"({"n": 5})", R"({"n":"5"})").first().change, Change::Changed);
        QCOMPARE(merged(R"({"n": 5})", R"({"n":"5"})"), QByteArray(R"({"n": "5"})"));
        QCOMPARE(merged(R"({"s": "5"})", R"({"s":5.0,"o":{"x" : 1}})"), QByteArray(R"({"s": 5.0, "o": {"x" : 1}})"));
        QCOMPARE(previewOf(R"({"s": "\u0041"})", R"({"s":"A"})").first().change, Change::Same);
    }

    void takesPlainYamlForWhatIsThere()
    {
        QCOMPARE(previewOf(R"({"port": 5432})", "port: 5432").first().change, Change::Same);
        QCOMPARE(merged(R"({"port": 5432})", "port: 5433"), QByteArray(R"({"port": 5433})"));
        QCOMPARE(previewOf(R"({"port": "5432"})", "port: 5432").first().change, Change::Same);
        QCOMPARE(merged(R"({"port": "5432"})", "port: 5433"), QByteArray(R"({"port": "5433"})"));
        QCOMPARE(merged(R"({"a": 1})", "port: 5433\non: true"), QByteArray(R"({"a": 1, "port": 5433, "on": true})"));
        QCOMPARE(merged(R"({"token": "x"})", "token: null"), QByteArray(R"({"token": null})"));
        QCOMPARE(merged(R"({"token": "null"})", "token: ~"), QByteArray(R"({"token": null})"));
        QCOMPARE(merged(R"({"o": 1})", "o:\n  b: [1, x]"), QByteArray(R"({"o": {"b":[1,"x"]}})"));
    }

    void differsNotByBlanksAndEscapesOfJson()
    {
        const QByteArray document = R"({"o": { "b" : [1, "\u00e9"] }, "n": 1.0})";
        QCOMPARE(previewOf(document, "{\"o\":{\"b\":[1,\"\xC3\xA9\"]}}").first().change, Change::Same);
        QCOMPARE(previewOf(document, R"({"o":{"b":[1,"e"]}})").first().change, Change::Changed);
        QCOMPARE(previewOf(document, R"({"n":1})").first().change, Change::Changed);
    }

    void mergesNothingIntoARawText() { QVERIFY(previewOf("plain", "a=1").isEmpty()); }

    void putsATokenAnswerUnderTheKeysOfTheLayout()
    {
        const QStringList keys{u"api-access-token"_s, u"lwa-refresh-token"_s, u"lwa-client-id"_s,
                               u"lwa-client-secret"_s};
        const auto values =
            importText(
                SecretString(QByteArrayView(
                    R"({"access_token":"Atza|x","refresh_token":"Atzr|y","token_type":"bearer","expires_in":3600})")))
                .values;
        const auto renamed = tokenAnswerAsKeys(values, KeyMap::recognise(keys));
        QCOMPARE(renamed.size(), 2);
        QCOMPARE(renamed.at(0).key, u"api-access-token"_s);
        QCOMPARE(renamed.at(1).key, u"lwa-refresh-token"_s);
        QCOMPARE(tokenAnswerAsKeys(values.first(2), KeyMap::recognise(keys)).at(0).key, u"access_token"_s);
    }
};

} // namespace merge_preview_test

KEYTURN_TEST(merge_preview, merge_preview_test::MergePreviewTest)
#include "merge_preview_test.moc"
