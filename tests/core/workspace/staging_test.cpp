#include "core/workspace/staging.h"

#include "core/save/three_way_merge.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace staging_test {

class StagingTest : public QObject {
    Q_OBJECT

private slots:
    void stagesNothingWhileNothingIsOpen()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        QSignalSpy changed(&bench.workspace.staging(), &Staging::changed);
        QVERIFY(!bench.stage(u"a"_s, u"9"_s));
        QVERIFY(!bench.workspace.staging().stageDetails({}, u"nothing"_s));
        QCOMPARE(changed.count(), 0);
    }

    void tellsOfEveryStepAndTakesItBack()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s));
        Staging &staging = bench.workspace.staging();
        QSignalSpy changed(&staging, &Staging::changed);
        QVERIFY(bench.stage(u"a"_s, u"9"_s) && bench.stage(u"b"_s, u"8"_s));
        staging.undo();
        QCOMPARE(staging.edits().count(), 1);
        staging.redo();
        QCOMPARE(staging.edits().count(), 2);
        staging.revert(u"a"_s);
        QCOMPARE(staging.edits().count(), 1);
        staging.discard(bench.id(u"skill/plain"_s));
        QVERIFY(staging.edits().isEmpty());
        QCOMPARE(changed.count(), 6);
    }

    void anEditThatIsNotPossibleStagesNothing()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s));
        const Result<> refused =
            bench.workspace.staging().stage(QList<FieldEdit>{FieldEdit::rename(u"a"_s, u"b"_s)}); // there is one
        QVERIFY(!refused);
        QVERIFY(bench.workspace.staging().edits().isEmpty());
    }

    void nothingIsStagedWhereWritingIsLocked()
    {
        WorkspaceBench bench;
        Profile guarded = bench.source.known.constFirst();
        guarded.production = true;
        QVERIFY(bench.enter(guarded) && bench.open(u"skill/plain"_s));
        QVERIFY(!bench.stage(u"a"_s, u"9"_s));
        bench.workspace.place().unlockWriting();
        QVERIFY(bench.stage(u"a"_s, u"9"_s));
    }

    void whatIsBeingWrittenIsHeld()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        const EntryId id = bench.id(u"skill/plain"_s);
        Staging &staging = bench.workspace.staging();
        bench.workspace.saves().save({id});
        QVERIFY(staging.isHeld(id));
        staging.discard(id);
        staging.revert(u"a"_s);
        QVERIFY(staging.edits().item(id));
        QTRY_VERIFY(!staging.isHeld(id));
    }

    void editsOfAnEntryStayThoughAnotherOneIsOpened()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        QVERIFY(bench.open(u"skill/lwa"_s));
        QVERIFY(bench.stage(u"api-access-token"_s, u"Atza|other"_s));
        QCOMPARE(bench.workspace.staging().edits().entries().size(), 2);
        bench.workspace.staging().discardAll();
        QVERIFY(bench.workspace.staging().edits().isEmpty());
    }

    void aMergeTakesThePlaceOfTheEditsAndShowsWhatAwsHolds()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        const EntryId id = bench.id(u"skill/plain"_s);
        bench.secret(u"skill/plain"_s).versions.insert(u"v2"_s, R"({"a":"1","b":"theirs"})");
        bench.secret(u"skill/plain"_s).current = u"v2"_s;
        connect(&bench.workspace.saves(), &Saves::mergeReady, this,
                [&](const EntryId &, const ThreeWayMerge &merge) { bench.workspace.staging().takeMerge(merge); });
        bench.workspace.saves().beginMerge(id);
        QTRY_COMPARE(bench.workspace.staging().edits().item(id)->base.versionId, u"v2"_s);
        QCOMPARE(bench.workspace.openEntry().content()->versionId, u"v2"_s);
    }
};

} // namespace staging_test

KEYTURN_TEST(staging, staging_test::StagingTest)
#include "staging_test.moc"
