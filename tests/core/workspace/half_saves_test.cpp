#include "core/workspace/half_saves.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace half_saves_test {

namespace {

const EntryId trio{Store::ParameterStore, u"123456789012"_s, u"us-east-1"_s, u"/erp/lwa"_s};

HalfSaved stopped(bool recovered = false)
{
    HalfSaved half;
    half.cause = Error(ErrorKind::Network, {}, u"the line went dead"_s);
    half.recovered = recovered;
    half.record.emplace();
    half.record->id = u"record"_s;
    return half;
}

} // namespace

class HalfSavesTest : public QObject {
    Q_OBJECT

private slots:
    void keepsASaveThatStoppedHalfWayWithTheSessionItBeganOn()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        HalfSaves &halves = bench.workspace.halfSaves();
        QVERIFY(halves.isEmpty() && !halves.find(trio));
        halves.insert(trio, bench.workspace.place().session(), stopped());
        QVERIFY(halves.contains(trio));
        QCOMPARE(halves.entries(), QList<EntryId>{trio});
        QCOMPARE(halves.find(trio)->cause.kind, ErrorKind::Network);
        QCOMPARE(halves.half(trio)->session, bench.workspace.place().session());
        QVERIFY(bench.workspace.staging().isHeld(trio));
        halves.remove(trio);
        QVERIFY(halves.isEmpty() && !bench.workspace.staging().isHeld(trio));
    }

    void anotherAttemptDoesNotLetGoOfTheRecord()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        HalfSaves &halves = bench.workspace.halfSaves();
        halves.insert(trio, bench.workspace.place().session(), stopped());
        bool released = false;
        halves.half(trio)->hold =
            std::shared_ptr<void>(&released, [](void *flag) { *static_cast<bool *>(flag) = true; });
        halves.insert(trio, bench.workspace.place().session(), stopped());
        QVERIFY(!released); // or another process would take it meanwhile
        halves.remove(trio);
        QVERIFY(released);
    }

    void leavingThePlaceForgetsWhatWasFoundAndKeepsWhatIsOurs()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        HalfSaves &halves = bench.workspace.halfSaves();
        EntryId other = trio;
        other.name = u"/shop/lwa"_s;
        halves.insert(trio, bench.workspace.place().session(), stopped(true));
        halves.insert(other, bench.workspace.place().session(), stopped());
        QVERIFY(bench.enter());
        QVERIFY(!halves.contains(trio));
        QVERIFY(halves.contains(other));
    }

    void onlyAHalfSaveThatWasFoundCanBeKeptAsItIs()
    {
        QTemporaryDir folder;
        WorkspaceBench bench;
        bench.workspace.halfSaves().keepJournal(folder.path());
        QVERIFY(bench.enter());
        HalfSaves &halves = bench.workspace.halfSaves();
        QSignalSpy ended(&halves, &HalfSaves::ended);
        halves.insert(trio, bench.workspace.place().session(), stopped());
        halves.keep(trio);
        QVERIFY(halves.contains(trio)); // its new values are here: it can be finished
        QCOMPARE(ended.count(), 0);
        halves.insert(trio, bench.workspace.place().session(), stopped(true));
        halves.keep(trio);
        QVERIFY(!halves.contains(trio));
        QCOMPARE(ended.count(), 1);
    }
};

} // namespace half_saves_test

KEYTURN_TEST(half_saves, half_saves_test::HalfSavesTest)
#include "half_saves_test.moc"
