#include "core/workspace/saves.h"

#include "core/versions/save_reversal.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace saves_test {

class SavesTest : public QObject {
    Q_OBJECT

    static bool saveAll(WorkspaceBench &bench)
    {
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        return QTest::qWaitFor([&] { return bench.workspace.running().count() == 0; });
    }

private slots:
    void aSaveWritesWhatIsStagedAndNothingStaysStaged()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        QSignalSpy saved(&bench.workspace.saves(), &Saves::saved);
        QVERIFY(saveAll(bench));
        QCOMPARE(saved.count(), 1);
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"9","b":"2"})"));
        QVERIFY(bench.workspace.staging().edits().isEmpty());
        const QString version = saved[0][1].value<SaveReceipt>().versionId;
        QCOMPARE(bench.workspace.writes().writerOf(version), u"arn:aws:iam::123456789012:user/admin"_s);
    }

    void editsAreHeldWhileTheyAreWritten()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        QCOMPARE(bench.workspace.running().count(), 1);
        QVERIFY(!bench.stage(u"a"_s, u"10"_s));
        bench.workspace.staging().undo();
        bench.workspace.staging().discardAll();
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"9","b":"2"})"));
    }

    void anotherAdminsVersionIsAConflictThatAMergeSettles()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        bench.secret(u"skill/plain"_s).versions.insert(u"v2"_s, R"({"a":"1","b":"theirs"})");
        bench.secret(u"skill/plain"_s).current = u"v2"_s;
        QSignalSpy failed(&bench.workspace.saves(), &Saves::failed);
        QVERIFY(saveAll(bench));
        QCOMPARE(failed.count(), 1);
        QCOMPARE(failed[0][1].value<Error>().kind, ErrorKind::Conflict);
        QCOMPARE(bench.workspace.staging().edits().count(), 1);

        connect(&bench.workspace.saves(), &Saves::mergeReady, this,
                [&](const EntryId &, const ThreeWayMerge &merge) { bench.workspace.staging().takeMerge(merge); });
        bench.workspace.saves().beginMerge(bench.id(u"skill/plain"_s));
        QTRY_COMPARE(bench.workspace.staging().edits().item(bench.id(u"skill/plain"_s))->base.versionId, u"v2"_s);
        QVERIFY(saveAll(bench));
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"9","b":"theirs"})"));
    }

    void aRefusalIsRememberedUntilTheNextWriteSucceeds()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        const EntryId id = bench.id(u"skill/plain"_s);
        bench.aws.fail(u"PutSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        QVERIFY(saveAll(bench));
        QVERIFY(bench.workspace.saves().refusal(id));
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"1","b":"2"})"));
        bench.aws.mend();
        QVERIFY(saveAll(bench));
        QVERIFY(!bench.workspace.saves().refusal(id));
    }

    void aSaveEndsThoughThePlaceIsLeft()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        bench.workspace.saves().save(bench.workspace.staging().edits().entries());
        bench.workspace.place().open(bench.source.known.constFirst(), u"eu-west-1"_s); // as a program error would
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"9","b":"2"})"));
    }

    void aSaveIsTakenBackOnlyWhereNothingIsStaged()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        const EntryId id = bench.id(u"skill/plain"_s);
        QSignalSpy saved(&bench.workspace.saves(), &Saves::saved);
        QVERIFY(saveAll(bench));
        const SavedVersions what{
            *bench.workspace.listing().entry(id), saved[0][1].value<SaveReceipt>().versionId, {}, {}};
        QTRY_VERIFY(!bench.workspace.openEntry().isReading());
        QVERIFY(bench.stage(u"b"_s, u"7"_s));
        QVERIFY(!bench.workspace.saves().takeBack(what));
        bench.workspace.staging().discardAll();
        QVERIFY(bench.workspace.saves().takeBack(what));
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(bench.current(u"skill/plain"_s), QByteArray(R"({"a":"1","b":"2"})"));
    }
};

} // namespace saves_test

KEYTURN_TEST(saves, saves_test::SavesTest)
#include "saves_test.moc"
