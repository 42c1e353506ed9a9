#include "core/workspace/writes.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace writes_test {

Task<Result<>> succeed(Connection &)
{
    co_return Result<>();
}

class WritesTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasCreatedIsListed()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        NewEntry wanted;
        wanted.name = u"skill/new"_s;
        wanted.value = SecretString(QByteArrayView("{}"));
        QSignalSpy created(&bench.workspace.writes(), &Writes::entryCreated);
        QVERIFY(bench.workspace.writes().create(wanted, u"11111111-1111-4111-8111-111111111111"_s));
        QCOMPARE(bench.workspace.running().count(), 1);
        QTRY_COMPARE(created.count(), 1);
        QTRY_VERIFY(bench.workspace.listing().entry(bench.id(u"skill/new"_s)));
    }

    void noWriteBesideStagedEditsOfTheSameEntry()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        const auto ignore = [](const Result<> &) {};
        QVERIFY(!bench.workspace.writes().run(bench.id(u"skill/plain"_s), succeed, this, ignore));
        QVERIFY(bench.workspace.writes().run(bench.id(u"skill/lwa"_s), succeed, this, ignore));
        QTRY_COMPARE(bench.workspace.running().count(), 0);
    }

    void nobodyIsToldWhoIsGone()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        bool isTold = false;
        auto listener = std::make_unique<QObject>();
        QVERIFY(bench.workspace.writes().run(bench.id(u"skill/plain"_s), succeed, listener.get(),
                                             [&isTold](const Result<> &) { isTold = true; }));
        listener.reset();
        QSignalSpy reread(&bench.workspace.listing(), &Listing::entryReread);
        QTRY_COMPARE(reread.count(), 1);
        QVERIFY(!isTold);
    }

    void whatBelongsToNoEntryIsWaitedForAndKeepsToTheGuard()
    {
        WorkspaceBench bench;
        bench.source.known[0].production = true;
        QVERIFY(bench.enter());
        int told = 0;
        const auto count = [&told](const Result<> &) { ++told; };
        QVERIFY(!bench.workspace.writes().runOther(succeed, this, count));
        bench.workspace.place().unlockWriting();
        auto listener = std::make_unique<QObject>();
        QVERIFY(bench.workspace.writes().runOther(succeed, listener.get(), count));
        QVERIFY(bench.workspace.writes().runOther(succeed, this, count));
        QCOMPARE(bench.workspace.running().count(), 2);
        listener.reset();
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(told, 1);
    }

    void tagsAreWrittenBesideStagedEdits()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        MetadataChange change;
        change.tags.insert(u"owner"_s, u"ops"_s);
        std::optional<Result<>> result;
        QVERIFY(bench.workspace.writes().writeMetadata(bench.id(u"skill/plain"_s), change, this,
                                                       [&result](const Result<> &told) { result = told; }));
        QTRY_VERIFY(result);
        QVERIFY(*result);
        QCOMPARE(bench.secret(u"skill/plain"_s).tags.value(u"owner"_s), u"ops"_s);
        QCOMPARE(bench.workspace.staging().edits().count(), 1);
    }
};

} // namespace writes_test

KEYTURN_TEST(writes, writes_test::WritesTest)
#include "writes_test.moc"
