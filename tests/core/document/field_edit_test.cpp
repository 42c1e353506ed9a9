#include "core/document/field_edit.h"

#include "core/document/type_changes.h"
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

    void writesNoBlanksAroundAnythingButText()
    {
        const QByteArray text(R"({"n": 1.0, "s": "x"})");
        QCOMPARE(after(text, {edit(Kind::Set, u"n"_s, "5434\n")}), QByteArray(text).replace("1.0", "5434"));
        QCOMPARE(after(text, {edit(Kind::SetJson, u"n"_s, " true\r\n")}), QByteArray(text).replace("1.0", "true"));
        QCOMPARE(after(text, {edit(Kind::AddJson, u"m"_s, "\t7 ")}), QByteArray(text).replace("}", ", \"m\": 7}"));
        QCOMPARE(after(text, {edit(Kind::Set, u"s"_s, "5434\n")}), QByteArray(text).replace("\"x\"", "\"5434\\n\""));
    }

    void tellsWhichValuesBecomeAnotherKind()
    {
        const SecretDocument base = document(R"({"n":1,"b":true,"u":null,"s":"x","o":{"n":1},"l":[true]})");
        const auto changes = [&base](const QList<FieldEdit> &edits) {
            QStringList told;
            for (const TypeChange &change : typeChanges(base, edits))
                told.append((QStringList(change.key) + change.below).join(u'.') + u' '
                            + QString::number(int(change.was)) + u'>' + QString::number(int(change.becomes)));
            return told.join(u',');
        };
        const auto to = [](JsonKind was, JsonKind becomes) {
            return QString::number(int(was)) + u'>' + QString::number(int(becomes));
        };
        QCOMPARE(
            changes({edit(Kind::Set, u"n"_s, "2.5"), edit(Kind::Set, u"b"_s, "false"), edit(Kind::Set, u"s"_s, "7")}),
            QString());
        QCOMPARE(changes({edit(Kind::Set, u"b"_s, "ture")}), u"b "_s + to(JsonKind::Boolean, JsonKind::String));
        QCOMPARE(changes({edit(Kind::Set, u"n"_s, "true")}), u"n "_s + to(JsonKind::Number, JsonKind::Boolean));
        QCOMPARE(changes({edit(Kind::Set, u"u"_s, "x")}), u"u "_s + to(JsonKind::Null, JsonKind::String));
        QCOMPARE(changes({edit(Kind::SetJson, u"s"_s, "7")}), u"s "_s + to(JsonKind::String, JsonKind::Number));
        QCOMPARE(changes({FieldEdit::rename(u"b"_s, u"c"_s), edit(Kind::Set, u"c"_s, "no")}),
                 u"c "_s + to(JsonKind::Boolean, JsonKind::String));
        FieldEdit nested = edit(Kind::Set, u"l"_s, "ture");
        nested.below = {u"0"_s};
        QCOMPARE(changes({nested}), u"l.0 "_s + to(JsonKind::Boolean, JsonKind::String));
        QCOMPARE(changes({FieldEdit::raw(SecretString(QByteArrayView(R"({"n":"1"})")))}),
                 u"n "_s + to(JsonKind::Number, JsonKind::String));
        QCOMPARE(changes({edit(Kind::Remove, u"n"_s), edit(Kind::Add, u"new"_s, "1")}), QString());
        QVERIFY(isJsonOf("-1.5e3", JsonKind::Number) && isJsonOf("true", JsonKind::Boolean));
        for (const char *number : {"-0", "0.0", "1e308", "1e-400", "12345678901234567890"})
            QVERIFY2(isJsonOf(number, JsonKind::Number), number);
        for (const char *none : {"", "1 ", "\n1", "01", "ture", "1,2", "0x1", "1E400", "-1e400"})
            QVERIFY2(!isJsonOf(none, JsonKind::Number) && !isJsonOf(none, JsonKind::Boolean), none);
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
