#include "core/workspace/refreshes.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace refreshes_test {

class RefreshesTest : public QObject {
    Q_OBJECT

private slots:
    void aRefreshWritesTheTokenAndTheListLearnsItsExpiry()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/lwa"_s));
        const EntryId id = bench.id(u"skill/lwa"_s);
        QSignalSpy refreshed(&bench.workspace.refreshes(), &Refreshes::refreshed);
        bench.workspace.refreshes().refresh(id);
        QVERIFY(bench.workspace.refreshes().isRefreshing(id));
        QCOMPARE(bench.workspace.running().count(), 1);
        QTRY_COMPARE(refreshed.count(), 1);
        QVERIFY(bench.current(u"skill/lwa"_s).contains("Atza|new"));
        QTRY_VERIFY(bench.workspace.listing().entry(id)->tokenExpiresAt.isValid());
        QCOMPARE(bench.workspace.running().count(), 0);
    }

    void twoRefreshesOfOneEntryAreOne()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/lwa"_s);
        QSignalSpy started(&bench.workspace.refreshes(), &Refreshes::started);
        bench.workspace.refreshes().refresh(id);
        bench.workspace.refreshes().refresh(id);
        QCOMPARE(started.count(), 1);
        QTRY_COMPARE(bench.workspace.running().count(), 0);
        QCOMPARE(bench.aws.calls().count(u"token"_s), 1);
    }

    void nothingIsRefreshedWhereWritingIsLocked()
    {
        WorkspaceBench bench;
        bench.source.known[0].production = true;
        QVERIFY(bench.enter());
        bench.workspace.refreshes().refresh(bench.id(u"skill/lwa"_s));
        QVERIFY(bench.workspace.refreshes().entries().isEmpty());
        QCOMPARE(bench.aws.calls().count(u"token"_s), 0);
    }
};

} // namespace refreshes_test

KEYTURN_TEST(refreshes, refreshes_test::RefreshesTest)
#include "refreshes_test.moc"
