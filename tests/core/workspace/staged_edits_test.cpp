#include "core/document/shortest_edits.h"
#include "core/workspace/staged_edits.h"
#include "tests/support/staged_content.h"
#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace staged_edits_test {

using Kind = FieldEdit::Kind;

namespace {

const QByteArray text = R"({ "a" : "one", "b": 2.50, "c":"three", "d": {"x": [1, 2]} })";

} // namespace

class StagedEditsTest : public QObject {
    Q_OBJECT

    QByteArray now() const { return m_staged.document(m_content).text().bytes().toByteArray(); }
    QList<FieldEdit> edits() const
    {
        const StagedEdits::Item *item = m_staged.item(m_content.entry.id);
        return item ? item->edits : QList<FieldEdit>();
    }
    bool stage(const FieldEdit &wanted) { return bool(m_staged.stage(m_content, {wanted})); }

private slots:
    void init()
    {
        m_staged = {};
        m_content = contentOf(text);
    }

    void detailsAndEditsShareTheStepsOfUndo()
    {
        const EntryId id = m_content.entry.id;
        const DetailKey key{id.name, DetailField::Description};
        QVERIFY(stage(edit(Kind::Set, u"a"_s, u"x"_s)));
        m_staged.stageDetails(m_content, {{key, {u"read"_s, u"one"_s}}}, u"typing"_s);
        m_staged.stageDetails(m_content, {{key, {u"one"_s, u"two"_s}}}, u"typing"_s, true);
        QCOMPARE(m_staged.count(), 2);
        QCOMPARE(m_staged.item(id)->details.value(key), (DetailChange{u"read"_s, u"two"_s})); // what was read stays
        m_staged.undo();
        QVERIFY(m_staged.item(id)->details.isEmpty());
        QCOMPARE(edits().size(), 1);
        m_staged.undo();
        QVERIFY(m_staged.isEmpty());
        m_staged.redo();
        m_staged.redo();
        QCOMPARE(m_staged.item(id)->details.value(key).after, u"two"_s);
        m_staged.stageDetails(m_content, {{key, {u"two"_s, u"read"_s}}}, u"typing"_s);
        QVERIFY(m_staged.item(id)->details.isEmpty()); // as it was
    }

    void detailsThatWereNotSavedStay()
    {
        const EntryId id = m_content.entry.id;
        const DetailKey tag{id.name, DetailField::Tag, u"env"_s};
        const DetailChanges left{{tag, {std::nullopt, u"prod"_s}}};
        QVERIFY(stage(edit(Kind::Set, u"a"_s, u"x"_s)));
        m_staged.stageDetails(m_content, left, u"adding a tag"_s);
        m_staged.keepDetails(id, left);
        QVERIFY(edits().isEmpty());
        QCOMPARE(m_staged.item(id)->details, left);
        QVERIFY(!m_staged.canUndo());
        const EntryContent newer = contentOf(R"({"a":"x"})"); // the next edit belongs to what AWS holds now
        QVERIFY(m_staged.stage(newer, {edit(Kind::Set, u"a"_s, u"y"_s)}));
        QCOMPARE(m_staged.item(id)->base.document.text(), newer.document.text());
        m_staged.settleDetail(id, tag, u"theirs"_s, true);
        QCOMPARE(m_staged.item(id)->details.value(tag), (DetailChange{u"theirs"_s, u"prod"_s}));
        m_staged.settleDetail(id, tag, u"theirs"_s, false);
        QVERIFY(m_staged.item(id)->details.isEmpty());
    }

    void anEditThatRestoresTheOriginalDisappears_data()
    {
        QTest::addColumn<QList<FieldEdit>>("steps");
        const FieldEdit twoAgain{.kind = Kind::SetJson, .key = u"b"_s, .value = SecretString(QByteArrayView("2.50"))};
        QTest::newRow("set") << QList<FieldEdit>{edit(Kind::Set, u"a"_s, u"x"_s), edit(Kind::Set, u"a"_s, u"one"_s)};
        QTest::newRow("number") << QList<FieldEdit>{edit(Kind::Set, u"b"_s, u"3"_s), twoAgain};
        QTest::newRow("added") << QList<FieldEdit>{edit(Kind::Add, u"new"_s, u"x"_s), edit(Kind::Remove, u"new"_s)};
        QTest::newRow("renamed") << QList<FieldEdit>{FieldEdit::rename(u"a"_s, u"z"_s),
                                                     FieldEdit::rename(u"z"_s, u"a"_s)};
        QTest::newRow("moved") << QList<FieldEdit>{FieldEdit::move(u"a"_s, 3), FieldEdit::move(u"a"_s, 0)};
        QTest::newRow("raw") << QList<FieldEdit>{FieldEdit::raw(SecretString(QByteArrayView("no json"))),
                                                 FieldEdit::raw(SecretString(QByteArrayView(text)))};
        QTest::newRow("added, renamed, removed") << QList<FieldEdit>{
            edit(Kind::Add, u"new"_s, u"x"_s), FieldEdit::rename(u"new"_s, u"newer"_s), edit(Kind::Remove, u"newer"_s)};
    }
    void anEditThatRestoresTheOriginalDisappears()
    {
        QFETCH(const QList<FieldEdit>, steps);
        for (const FieldEdit &step : steps) {
            QVERIFY(stage(step));
            if (&step != &steps.constLast())
                QVERIFY(!m_staged.isEmpty());
        }
        QCOMPARE(now(), text);
        QVERIFY(m_staged.isEmpty());
        QCOMPARE(m_staged.count(), 0);
        m_staged.undo();
        QVERIFY(!m_staged.isEmpty());
    }

    void aRenamedAndEditedKeyIsOneKeyForTheReview()
    {
        QVERIFY(stage(FieldEdit::rename(u"a"_s, u"z"_s)));
        QVERIFY(stage(edit(Kind::Set, u"z"_s, u"new"_s)));
        QCOMPARE(edits().size(), 2);
        QCOMPARE(edits()[0], edit(Kind::Set, u"a"_s, u"new"_s));
        QCOMPARE(edits()[1], FieldEdit::rename(u"a"_s, u"z"_s));
    }

    void twoKeysCanSwapTheirNames()
    {
        QVERIFY(stage(FieldEdit::rename(u"a"_s, u"t"_s)));
        QVERIFY(stage(FieldEdit::rename(u"c"_s, u"a"_s)));
        QVERIFY(stage(FieldEdit::rename(u"t"_s, u"c"_s)));
        QCOMPARE(now(), QByteArray(R"({ "c" : "one", "b": 2.50, "a":"three", "d": {"x": [1, 2]} })"));
    }

    void oneMoveIsOneEdit_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("to");
        QTest::newRow("down") << u"a"_s << 3;
        QTest::newRow("up") << u"d"_s << 0;
        QTest::newRow("by one") << u"b"_s << 2;
    }
    void oneMoveIsOneEdit()
    {
        QFETCH(const QString, key);
        QFETCH(const int, to);
        QVERIFY(stage(FieldEdit::move(key, to)));
        QCOMPARE(edits().size(), 1);
        QCOMPARE(m_staged.document(m_content).members().at(to).key, key);
    }

    void typedTextBecomesEditsByKeyWhereTheBytesAllowIt()
    {
        QByteArray typed = text;
        QVERIFY(stage(FieldEdit::raw(SecretString(QByteArrayView(typed.replace("three", "four"))))));
        QCOMPARE(edits(), QList<FieldEdit>{edit(Kind::Set, u"c"_s, u"four"_s)});
        QCOMPARE(now(), typed);
        QVERIFY(stage(FieldEdit::raw(SecretString(QByteArrayView(typed.replace("\"b\": ", "\"b\":  "))))));
        QCOMPARE(edits().size(), 1);
        QCOMPARE(edits()[0].kind, Kind::Raw);
        QCOMPARE(now(), typed);
    }

    void editsAfterTextThatIsNoJsonAreRefusedAndNothingIsLost()
    {
        QVERIFY(stage(FieldEdit::raw(SecretString(QByteArrayView("{ \"a\": ")))));
        QVERIFY(!stage(FieldEdit::rename(u"a"_s, u"z"_s)));
        QCOMPARE(now(), QByteArray("{ \"a\": "));
    }

    void aTextOfANumberLikeStringStaysAString()
    {
        QVERIFY(stage(FieldEdit::raw(
            SecretString(QByteArrayView(R"({ "a" : "one", "b": "2.50", "c":"three", "d": {"x": [1, 2]} })")))));
        QVERIFY(m_staged.document(m_content).member(u"b"_s)->isString);
        QCOMPARE(edits().size(), 1);
        QCOMPARE(edits()[0].kind, Kind::SetJson);
    }

    void aNestedValueIsEditedInItsPlace()
    {
        FieldEdit nested = edit(Kind::Set, u"d"_s, u"7"_s);
        nested.below = {u"x"_s, u"1"_s};
        QVERIFY(stage(nested));
        QCOMPARE(now(), QByteArray(R"({ "a" : "one", "b": 2.50, "c":"three", "d": {"x": [1, 7]} })"));
        QCOMPARE(*m_staged.undoStep(), (StagedStep{{}, {{Kind::Set, {u"d"_s, u"x"_s, u"1"_s}, {}}}, {}}));
        m_staged.undo();
        QCOMPARE(now(), text);
    }

    void undoAndRedoNameWhatTheyUndo()
    {
        QVERIFY(stage(FieldEdit::rename(u"a"_s, u"z"_s)));
        QVERIFY(stage(edit(Kind::Remove, u"b"_s)));
        QCOMPARE(m_staged.undoStep()->edits, (QList<StagedStep::Edit>{{Kind::Remove, {u"b"_s}, {}}}));
        m_staged.undo();
        QCOMPARE(m_staged.undoStep()->edits, (QList<StagedStep::Edit>{{Kind::Rename, {u"a"_s}, u"z"_s}}));
        QCOMPARE(m_staged.redoStep()->edits, (QList<StagedStep::Edit>{{Kind::Remove, {u"b"_s}, {}}}));
        m_staged.undo();
        QVERIFY(!m_staged.canUndo() && m_staged.isEmpty());
        m_staged.redo();
        m_staged.redo();
        QCOMPARE(edits().size(), 2);
        QVERIFY(!m_staged.canRedo());
    }

    void typingIsOneStepOfUndo()
    {
        for (const char *typed : {"{}", "{ }", "{  }"})
            QVERIFY(
                m_staged.stage(m_content, {FieldEdit::raw(SecretString(QByteArrayView(typed)))}, u"typing"_s, true));
        m_staged.undo();
        QCOMPARE(now(), text);
        QVERIFY(!m_staged.canUndo());
    }

    void severalEditsCanBeOneStep()
    {
        QVERIFY(m_staged.stage(m_content, {edit(Kind::Set, u"a"_s, u"x"_s), edit(Kind::Add, u"e"_s, u"y"_s)}));
        QCOMPARE(m_staged.undoStep()->edits.size(), 2);
        m_staged.undo();
        QVERIFY(m_staged.isEmpty());
    }

    void anImpossibleEditChangesNothing()
    {
        QVERIFY(!stage(FieldEdit::rename(u"a"_s, u"b"_s)));
        QVERIFY(m_staged.isEmpty() && !m_staged.canUndo());
        QVERIFY(!stage(edit(Kind::Remove, u"nothing"_s)));
        QVERIFY(m_staged.isEmpty() && !m_staged.canUndo());
    }

    void oneKeyIsTakenBackAndTheOthersStay()
    {
        QVERIFY(stage(FieldEdit::rename(u"a"_s, u"z"_s)));
        QVERIFY(stage(edit(Kind::Set, u"c"_s, u"new"_s)));
        m_staged.revert(m_content.entry.id, u"z"_s);
        QCOMPARE(edits(), QList<FieldEdit>{edit(Kind::Set, u"c"_s, u"new"_s)});
        m_staged.undo();
        QCOMPARE(edits().size(), 2);
    }

    void aWholeTextIsSetAndTakenBack()
    {
        m_content = contentOf("just a password");
        QVERIFY(stage(edit(Kind::Set, {}, u"another"_s)));
        QVERIFY(stage(FieldEdit::raw(SecretString(QByteArrayView("just a password")))));
        QVERIFY(m_staged.isEmpty());
    }

    void theReviewedEditsLeadToTheStagedBytesWhateverWasDone()
    {
        // Random operations; the shortest edits must lead to the same bytes as the operations do.
        std::uint32_t state = 20261121;
        const auto random = [&state](qsizetype below) {
            state = state * 1664525 + 1013904223;
            return qsizetype(state >> 8) % below;
        };
        const QStringList names{u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s, u"f"_s};
        int done = 0;
        for (int round = 0; round < 400; ++round) {
            init();
            SecretDocument reached = m_content.document;
            for (int step = 0; step < 6; ++step) {
                const QString key = names[random(names.size())];
                FieldEdit wanted;
                switch (random(5)) {
                case 0:
                    wanted = edit(reached.member(key) ? Kind::Set : Kind::Add, key, QString::number(random(3)));
                    break;
                case 1:
                    wanted = edit(Kind::Remove, key);
                    break;
                case 2:
                    wanted = FieldEdit::rename(key, names[random(names.size())]);
                    break;
                case 3:
                    wanted = FieldEdit::move(key, random(4));
                    break;
                default:
                    wanted = edit(Kind::SetJson, key, u"{\"n\": 1e3}"_s);
                    wanted.kind = reached.member(key) ? Kind::SetJson : Kind::AddJson;
                    break;
                }
                const Result<SecretDocument> next = applied(reached, {wanted});
                const bool staged = stage(wanted);
                QCOMPARE(staged, bool(next));
                if (!next)
                    continue;
                reached = *next;
                ++done;
                QCOMPARE(now(), reached.text().bytes().toByteArray());
            }
        }
        QVERIFY(done > 1000);
    }

private:
    StagedEdits m_staged;
    EntryContent m_content;
};

} // namespace staged_edits_test

KEYTURN_TEST(staged_edits, staged_edits_test::StagedEditsTest)
#include "staged_edits_test.moc"
