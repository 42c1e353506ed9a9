#include "core/workspace/place.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace place_test {

class PlaceTest : public QObject {
    Q_OBJECT

private slots:
    void isReadyOnlyAfterItToldThatItIsOpen()
    {
        WorkspaceBench bench;
        Place &place = bench.workspace.place();
        QStringList order;
        connect(&place, &Place::left, this, [&] { order << u"left"_s; });
        connect(&place, &Place::changed, this, [&] { order << u"changed"_s; });
        connect(&place, &Place::opened, this, [&] { order << u"opened"_s; });
        connect(&place, &Place::ready, this, [&] { order << u"ready"_s; });
        QVERIFY(bench.enter());
        QCOMPARE(order, QStringList({u"left"_s, u"changed"_s, u"opened"_s, u"ready"_s}));
        QCOMPARE(place.region(), u"us-east-1"_s);
        QCOMPARE(place.identity().account, u"123456789012"_s);
        QCOMPARE(place.access(), Place::Access::Open);
    }

    void tellsWhyItCouldNotBeOpenedAndIsNowhere()
    {
        WorkspaceBench bench;
        bench.source.refusal = Error{ErrorKind::Keychain, Refusal::Locked, {}};
        QSignalSpy failed(&bench.workspace.place(), &Place::openFailed);
        QVERIFY(bench.workspace.open(bench.source.known.constFirst(), {}));
        QTRY_COMPARE(failed.count(), 1);
        QVERIFY(!bench.workspace.place().isOpen() && !bench.workspace.place().isOpening());
        QCOMPARE(bench.workspace.place().access(), Place::Access::None);
    }

    void isNotLeftWhileEditsAreStaged()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        QVERIFY(!bench.workspace.open(bench.source.known.constFirst(), u"eu-west-1"_s));
        QCOMPARE(bench.workspace.place().region(), u"us-east-1"_s);
        bench.workspace.staging().discardAll();
        QVERIFY(bench.workspace.open(bench.source.known.constFirst(), u"eu-west-1"_s));
    }

    void productionIsReadOnlyUntilItIsUnlockedAndThenForTenMinutes()
    {
        WorkspaceBench bench;
        bench.source.known[0].production = true;
        QVERIFY(bench.enter());
        Place &place = bench.workspace.place();
        QCOMPARE(place.access(), Place::Access::ReadOnly);
        QVERIFY(bench.open(u"skill/plain"_s) && !bench.stage(u"a"_s, u"9"_s));
        place.unlockWriting();
        QCOMPARE(place.access(), Place::Access::Unlocked);
        QVERIFY(bench.stage(u"a"_s, u"9"_s));
        bench.clock.advance(9min + 1s);
        QCOMPARE(place.minutesOfWritingLeft(), 1);
        bench.clock.advance(59s);
        QCOMPARE(place.access(), Place::Access::ReadOnly);
    }

    void isGuardedOnlyWhileNothingIsStaged()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter() && bench.open(u"skill/plain"_s) && bench.stage(u"a"_s, u"9"_s));
        bench.workspace.markProduction(true);
        QVERIFY(bench.source.guarded.isEmpty());
        bench.workspace.staging().discardAll();
        bench.workspace.markProduction(true);
        QCOMPARE(bench.source.guarded, QStringList{u"plain"_s});
        QCOMPARE(bench.workspace.place().access(), Place::Access::ReadOnly);
    }

    void anotherProfileIsGuardedFromHere()
    {
        WorkspaceBench bench;
        Profile other;
        other.name = u"other"_s;
        bench.source.known.append(other);
        bench.workspace.place().reloadProfiles();
        QVERIFY(bench.enter());
        bench.workspace.place().markProduction(other, true);
        QCOMPARE(bench.source.guarded, QStringList{u"other"_s});
        QCOMPARE(bench.workspace.place().access(), Place::Access::Open);
        QVERIFY(bench.workspace.place().profiles().constLast().production);
        bench.workspace.place().markProduction(bench.workspace.place().profiles().constLast(), false);
        QVERIFY(bench.source.guarded.isEmpty());
    }
};

} // namespace place_test

KEYTURN_TEST(place, place_test::PlaceTest)
#include "place_test.moc"
