#include "core/save/three_way_merge.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace three_way_merge_test {

using Side = ThreeWayMerge::Side;
using State = ThreeWayMerge::State;
using Kind = FieldEdit::Kind;

namespace {

EntryContent secret(const QByteArray &text)
{
    EntryContent content;
    content.document = SecretDocument(SecretString(QByteArrayView(text)));
    for (const SecretDocument::Member &member : content.document.members()) {
        EntryField field;
        field.key = member.key;
        field.value = member.value;
        content.fields.append(field);
    }
    return content;
}

EntryContent parameters(const QMap<QString, QByteArray> &values)
{
    EntryContent content;
    content.entry.id.store = Store::ParameterStore;
    for (auto it = values.begin(); it != values.end(); ++it) {
        EntryField field;
        field.key = it.key();
        field.value = SecretString(QByteArrayView(it.value()));
        content.fields.append(field);
    }
    return content;
}

FieldEdit edit(Kind kind, const QString &key, QByteArrayView value = {})
{
    FieldEdit edit;
    edit.kind = kind;
    edit.key = key;
    edit.value = SecretString(value);
    return edit;
}

ThreeWayMerge merged(const EntryContent &base, const QList<FieldEdit> &edits, const EntryContent &theirs)
{
    Result<ThreeWayMerge> merge = ThreeWayMerge::of(base, edits, theirs);
    if (!merge)
        qFatal("no merge: %s", qPrintable(merge.error().detail));
    return *merge;
}

QByteArray resultOf(const ThreeWayMerge &merge)
{
    const Result<SecretDocument> result = merge.theirs().applied(merge.edits());
    return result ? result->text().bytes().toByteArray() : "impossible: " + result.error().detail.toUtf8();
}

QList<State> statesOf(const ThreeWayMerge &merge)
{
    QList<State> states;
    for (const ThreeWayMerge::Key &key : merge.keys())
        states.append(key.state);
    return states;
}

} // namespace

class ThreeWayMergeTest : public QObject {
    Q_OBJECT

    const QByteArray m_base = "{\n  \"a\": \"1\",\n  \"b\": 1.10,\n  \"c\": \"\\u00e9\",\n  \"d\": \"4\"\n}\n";

private slots:
    void keysOfOneSideMergeThemselvesAndTheirBytesStay()
    {
        const QByteArray theirs = "{\"d\" : \"4\", \"b\" : 2.50, \"a\" : \"1\", \"c\" : \"\\u00e9\", \"e\":null}";
        const ThreeWayMerge merge =
            merged(secret(m_base), {edit(Kind::Set, u"a"_s, "mine"), edit(Kind::Remove, u"d"_s)}, secret(theirs));
        QCOMPARE(statesOf(merge), (QList<State>{State::Mine, State::Theirs, State::Same, State::Mine, State::Theirs}));
        QCOMPARE(merge.undecided(), 0);
        QCOMPARE(resultOf(merge), QByteArray("{\"b\" : 2.50, \"a\" : \"mine\", \"c\" : \"\\u00e9\", \"e\":null}"));
    }

    void aKeyBothChangedWantsAChoice()
    {
        ThreeWayMerge merge = merged(secret(m_base), {edit(Kind::Set, u"a"_s, "mine"), edit(Kind::Set, u"b"_s, "3")},
                                     secret(QByteArray(m_base).replace("\"1\"", "\"theirs\"").replace("1.10", "2")));
        QCOMPARE(merge.count(State::Conflict), 2);
        QCOMPARE(merge.undecided(), 2);
        QVERIFY(resultOf(merge).contains("\"theirs\"")); // never mine unasked
        merge.choose(u"a"_s, Side::Mine);
        merge.choose(u"b"_s, Side::Theirs);
        QCOMPARE(merge.undecided(), 0);
        QCOMPARE(resultOf(merge), QByteArray(m_base).replace("\"1\"", "\"mine\"").replace("1.10", "2"));
        merge.choose(u"b"_s, Side::Mine);
        QCOMPARE(resultOf(merge), QByteArray(m_base).replace("\"1\"", "\"mine\"").replace("1.10", "3"));
        merge.choose(u"b"_s, std::nullopt);
        QCOMPARE(merge.undecided(), 1);
    }

    void aThirdValueSettlesAConflict()
    {
        ThreeWayMerge merge = merged(secret(m_base), {edit(Kind::Set, u"a"_s, "mine"), edit(Kind::Set, u"b"_s, "3")},
                                     secret(QByteArray(m_base).replace("\"1\"", "\"theirs\"").replace("1.10", "2")));
        merge.choose(u"a"_s, Side::Own); // there is none yet
        QCOMPARE(merge.undecided(), 2);
        merge.write(u"a"_s, SecretString(QByteArrayView("both")));
        merge.write(u"b"_s, SecretString(QByteArrayView("2.5")));
        QCOMPARE(merge.undecided(), 0);
        QCOMPARE(resultOf(merge), QByteArray(m_base).replace("\"1\"", "\"both\"").replace("1.10", "2.5"));
        merge.choose(u"a"_s, Side::Theirs);
        merge.choose(u"b"_s, Side::Mine);
        QCOMPARE(resultOf(merge), QByteArray(m_base).replace("\"1\"", "\"theirs\"").replace("1.10", "3"));
    }

    void aThirdValueSettlesARemoval()
    {
        ThreeWayMerge merge =
            merged(secret(R"({"a":"1","d":"4"})"), {edit(Kind::Set, u"d"_s, "mine")}, secret(R"({"a":"1"})"));
        merge.write(u"d"_s, SecretString(QByteArrayView("own")));
        QCOMPARE(resultOf(merge), QByteArray(R"({"a":"1","d":"own"})"));
    }

    void theSameChangeOnBothSidesIsNoConflict()
    {
        const ThreeWayMerge merge = merged(secret(m_base), {edit(Kind::Set, u"a"_s, "2"), edit(Kind::Remove, u"d"_s)},
                                           secret("{\"a\":\"2\",\"b\":1.10,\"c\":\"\\u00e9\"}"));
        QCOMPARE(merge.count(State::Agreed), 2);
        QVERIFY(merge.edits().isEmpty());
    }

    void whatOneRemovedAndTheOtherChangedIsAConflict()
    {
        ThreeWayMerge merge = merged(secret(m_base), {edit(Kind::Set, u"a"_s, "mine"), edit(Kind::Remove, u"d"_s)},
                                     secret("{\"b\":1.10,\"c\":\"\\u00e9\",\"d\":\"theirs\"}"));
        QCOMPARE(merge.count(State::Conflict), 2);
        merge.choose(u"a"_s, Side::Mine);
        merge.choose(u"d"_s, Side::Mine);
        QCOMPARE(resultOf(merge), QByteArray("{\"b\":1.10,\"c\":\"\\u00e9\",\"a\":\"mine\"}"));
        merge.choose(u"a"_s, Side::Theirs);
        merge.choose(u"d"_s, Side::Theirs);
        QVERIFY(merge.edits().isEmpty());
    }

    void aKeyBothAddedIsAddedOnce()
    {
        ThreeWayMerge merge = merged(secret(m_base), {edit(Kind::Add, u"new"_s, "mine")},
                                     secret(QByteArray(m_base).replace("\"a\"", "\"new\":\"theirs\",\"a\"")));
        QCOMPARE(merge.undecided(), 1);
        merge.choose(u"new"_s, Side::Mine);
        QCOMPARE(resultOf(merge), QByteArray(m_base).replace("\"a\"", "\"new\":\"mine\",\"a\""));
    }

    void aRenamedKeyKeepsItsPlaceInTheirDocument()
    {
        const QByteArray theirs = QByteArray(m_base).replace("\"4\"", "\"5\"");
        const ThreeWayMerge merge = merged(secret(m_base), {FieldEdit::rename(u"a"_s, u"z"_s)}, secret(theirs));
        QCOMPARE(merge.undecided(), 0);
        QCOMPARE(resultOf(merge), QByteArray(theirs).replace("\"a\"", "\"z\""));

        ThreeWayMerge both = merged(secret(m_base), {FieldEdit::rename(u"a"_s, u"z"_s)},
                                    secret(QByteArray(m_base).replace("\"1\"", "\"theirs\"")));
        QCOMPARE(both.undecided(), 1); // mine removes "a", theirs changed it
        both.choose(u"a"_s, Side::Theirs);
        QVERIFY(resultOf(both).contains("\"z\": \"1\"") || resultOf(both).contains("\"z\":\"1\""));
        QVERIFY(resultOf(both).contains("\"a\": \"theirs\""));
    }

    void aMoveAloneIsKept()
    {
        const ThreeWayMerge merge =
            merged(secret("{\"a\":1,\"b\":2}"), {FieldEdit::move(u"b"_s, 0)}, secret("{\"a\":9,\"b\":2}"));
        QCOMPARE(resultOf(merge), QByteArray("{\"b\":2,\"a\":9}"));
    }

    void textWithoutKeysIsOneValue()
    {
        ThreeWayMerge merge = merged(secret("hunter2"), {edit(Kind::Set, {}, "mine")}, secret("theirs"));
        QCOMPARE(merge.keys().size(), 1);
        QVERIFY(merge.keys().first().sensitive);
        QCOMPARE(merge.undecided(), 1);
        merge.choose({}, Side::Mine);
        QCOMPARE(resultOf(merge), QByteArray("mine"));
        merge.choose({}, Side::Theirs);
        QCOMPARE(resultOf(merge), QByteArray("theirs"));

        ThreeWayMerge broken = merged(secret(m_base), {edit(Kind::Set, u"a"_s, "mine")}, secret("not JSON any more"));
        QCOMPARE(broken.undecided(), 1);
        broken.choose({}, Side::Mine);
        QCOMPARE(resultOf(broken), QByteArray(m_base).replace("\"1\"", "\"mine\""));
    }

    void parametersMergeByName()
    {
        ThreeWayMerge merge = merged(parameters({{u"/a"_s, "1"}, {u"/b"_s, "1"}, {u"/c"_s, "1"}}),
                                     {edit(Kind::Set, u"/a"_s, "mine"), edit(Kind::Set, u"/b"_s, "mine")},
                                     parameters({{u"/a"_s, "1"}, {u"/b"_s, "theirs"}, {u"/c"_s, "theirs"}}));
        QCOMPARE(statesOf(merge), (QList<State>{State::Mine, State::Conflict, State::Theirs}));
        QCOMPARE(merge.edits(), (QList<FieldEdit>{edit(Kind::Set, u"/a"_s, "mine")}));
        merge.choose(u"/b"_s, Side::Mine);
        QCOMPARE(merge.edits().size(), 2);
    }

    //! Every combination of one key's fate on both sides.
    void theResultIsAlwaysOneSidesValue()
    {
        const QByteArrayList fates{"", "\"k\":\"base\"", "\"k\":\"x\"", "\"k\":\"y\"", "\"k\":7"};
        for (const QByteArray &base : fates) {
            for (const QByteArray &mine : fates) {
                for (const QByteArray &theirs : fates) {
                    const auto text = [](const QByteArray &member) {
                        return "{\"o\":1" + (member.isEmpty() ? QByteArray() : ',' + member) + '}';
                    };
                    QList<FieldEdit> edits;
                    const QByteArray value = mine.mid(4);
                    if (mine.isEmpty() && !base.isEmpty())
                        edits = {edit(Kind::Remove, u"k"_s)};
                    else if (!mine.isEmpty() && base.isEmpty())
                        edits = {edit(Kind::AddJson, u"k"_s, value)};
                    else if (mine != base)
                        edits = {edit(Kind::SetJson, u"k"_s, value)};
                    ThreeWayMerge merge = merged(secret(text(base)), edits, secret(text(theirs)));
                    merge.choose(u"k"_s, Side::Mine);
                    const QByteArray expected = mine == base ? text(theirs) : text(mine);
                    QCOMPARE(resultOf(merge), expected);
                    merge.choose(u"k"_s, Side::Theirs);
                    QCOMPARE(resultOf(merge), theirs == base ? expected : text(theirs));
                }
            }
        }
    }
};

} // namespace three_way_merge_test

KEYTURN_TEST(three_way_merge, three_way_merge_test::ThreeWayMergeTest)
#include "three_way_merge_test.moc"
