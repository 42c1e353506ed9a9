#include "core/document/field_edit.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace field_edit_test {

namespace {

SecretDocument document(QByteArrayView text)
{
    return SecretDocument(SecretString(text));
}

FieldEdit edit(FieldEdit::Kind kind, const QString &key, QByteArrayView value = {})
{
    return FieldEdit{kind, key, SecretString(value)};
}

QByteArray after(QByteArrayView text, const QList<FieldEdit> &edits)
{
    const Result<SecretDocument> edited = applied(document(text), edits);
    return edited ? edited->text().bytes().toByteArray() : "error: " + edited.error().detail.toUtf8();
}

} // namespace

class FieldEditTest : public QObject {
    Q_OBJECT

    using Kind = FieldEdit::Kind;

private slots:
    void changesNothingWithoutEdits()
    {
        const QByteArray text("{ \"a\":1e400 }\r\n");
        QCOMPARE(after(text, {}), text);
        QCOMPARE(after("no JSON", {}), QByteArray("no JSON"));
    }

    void keepsANumberANumberAndMakesAnythingElseAString()
    {
        const QByteArray text(R"({"n": 1.0, "s": "5", "l": "\ud800"})");
        QCOMPARE(after(text, {edit(Kind::Set, u"n"_s, "2.50")}), QByteArray(text).replace("1.0", "2.50"));
        QCOMPARE(after(text, {edit(Kind::Set, u"n"_s, "two")}), QByteArray(text).replace("1.0", "\"two\""));
        QCOMPARE(after(text, {edit(Kind::Set, u"n"_s, "\"2\"")}), QByteArray(text).replace("1.0", "\"\\\"2\\\"\""));
        QCOMPARE(after(text, {edit(Kind::Set, u"s"_s, "6")}), QByteArray(text).replace("\"5\"", "\"6\""));
        QCOMPARE(after(text, {edit(Kind::Set, u"l"_s, "6")}), QByteArray(text).replace("\"\\ud800\"", "\"6\""));
        QCOMPARE(after(text, {edit(Kind::SetJson, u"s"_s, "6e0")}), QByteArray(text).replace("\"5\"", "6e0"));
    }

    void appliesOneAfterTheOther()
    {
        FieldEdit behind = edit(Kind::Add, u"new"_s, "v");
        behind.after = u"b2"_s;
        QCOMPARE(after(R"({"a":1,"b":2,"c":3})",
                       {FieldEdit::rename(u"b"_s, u"b2"_s), behind, FieldEdit::move(u"c"_s, 0),
                        edit(Kind::Set, u"b2"_s, "20"), edit(Kind::Remove, u"a"_s), edit(Kind::AddJson, u"j"_s, "[]")}),
                 QByteArray(R"({"c":3,"b2":20,"new":"v","j":[]})"));
    }

    void stopsAtTheFirstThatIsNotPossible()
    {
        const Result<SecretDocument> edited =
            applied(document(R"({"a":1})"), {edit(Kind::Remove, u"a"_s), edit(Kind::Set, u"a"_s, "x")});
        QVERIFY(!edited);
        QCOMPARE(edited.error().kind, ErrorKind::Invalid);
    }

    void reachesNestedValues()
    {
        FieldEdit set = edit(Kind::Set, u"o"_s, "3");
        set.below = {u"list"_s, u"1"_s};
        FieldEdit add = edit(Kind::Add, u"o"_s, "v");
        add.below = {u"k"_s};
        QCOMPARE(after(R"({"o": {"list": [1, 2]}})", {set, add}), QByteArray(R"({"o": {"list": [1, 3], "k": "v"}})"));
    }

    void replacesTheWholeText()
    {
        QCOMPARE(after("{}", {FieldEdit::raw(SecretString(QByteArrayView("plain")))}), QByteArray("plain"));
        QCOMPARE(after("hunter2", {edit(Kind::Set, QString(), "hunter3")}), QByteArray("hunter3"));
        QVERIFY(after("hunter2", {edit(Kind::Set, QString(), "\xFF")}).startsWith("error"));
        QCOMPARE(after(R"({"":"x"})", {edit(Kind::Set, QString(), "y")}), QByteArray(R"({"":"y"})"));
    }

    void duplicatesAMemberOfAnyKindRightBehindIt()
    {
        const QByteArray text(R"({"n":1.0,"s":"\u00e9"})");
        QCOMPARE(after(text, {*duplicateOf(document(text), u"n"_s, u"n2"_s)}),
                 QByteArray(R"({"n":1.0,"n2":1.0,"s":"\u00e9"})"));
        QCOMPARE(after(text, {*duplicateOf(document(text), u"s"_s, u"s2"_s)}),
                 QByteArray(text).replace("}", ",\"s2\":\"\xC3\xA9\"}"));
        QVERIFY(!duplicateOf(document(text), u"x"_s, u"y"_s));
    }
};

} // namespace field_edit_test

KEYTURN_TEST(field_edit, field_edit_test::FieldEditTest)
#include "field_edit_test.moc"
