#include "core/workspace/region_search.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace region_search_test {

class RegionSearchTest : public QObject {
    Q_OBJECT

private slots:
    void itsRegionsAreThoseThatProfilesNameButThePresentOne()
    {
        WorkspaceBench bench;
        for (const char *region : {"us-east-1", "eu-west-1", "", "eu-west-1", "ap-south-1"}) {
            Profile profile;
            profile.name = QLatin1String(region);
            profile.region = QLatin1String(region);
            bench.source.known.append(profile);
        }
        bench.workspace.place().reloadProfiles();
        QVERIFY(bench.enter()); // us-east-1
        QCOMPARE(RegionSearch(bench.workspace.place()).ownRegions(), QStringList({u"eu-west-1"_s, u"ap-south-1"_s}));
    }

    void tellsWhereTheNameIs()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        RegionSearch search(bench.workspace.place());
        QSignalSpy found(&search, &RegionSearch::found);
        QSignalSpy failed(&search, &RegionSearch::failed);
        QSignalSpy finished(&search, &RegionSearch::finished);
        search.start(u"skill/lwa"_s, {u"eu-west-1"_s, u"eu-west-2"_s}); // the scripted AWS has it in every region
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(found.count(), 2);
        QCOMPARE(failed.count(), 0);
        search.start(u"skill/nowhere"_s, {u"eu-west-1"_s});
        QTRY_COMPARE(finished.count(), 2);
        QCOMPARE(found.count(), 2);
        QCOMPARE(failed.count(), 0);
    }

    void aRegionThatCannotBeAskedIsNamed()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        bench.source.refusal = Error{ErrorKind::Auth, Refusal::NoCredentials, {}};
        RegionSearch search(bench.workspace.place());
        QSignalSpy failed(&search, &RegionSearch::failed);
        search.start(u"skill/lwa"_s, {u"eu-west-1"_s});
        QTRY_COMPARE(failed.count(), 1);
        QCOMPARE(failed[0][0].toString(), u"eu-west-1"_s);
        QVERIFY(!search.isRunning());
    }
};

} // namespace region_search_test

KEYTURN_TEST(region_search, region_search_test::RegionSearchTest)
#include "region_search_test.moc"
