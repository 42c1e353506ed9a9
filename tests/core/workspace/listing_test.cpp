#include "core/workspace/listing.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace listing_test {

class ListingTest : public QObject {
    Q_OBJECT

private slots:
    void listsWithThePlaceAndForgetsWithIt()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        Listing &listing = bench.workspace.listing();
        QCOMPARE(listing.entries().size(), 2);
        QCOMPARE(listing.listedAt(), bench.clock.now);
        QVERIFY(bench.workspace.open(bench.source.known.constFirst(), u"eu-west-1"_s));
        QVERIFY(listing.entries().isEmpty() && !listing.listedAt().isValid());
    }

    void whatIsGoneGoesWhenTheListingEnds()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        const EntryId gone = bench.id(u"skill/plain"_s);
        bench.aws.secrets.remove(ScriptedAws::arnOf(u"skill/plain"_s));
        QSignalSpy went(&bench.workspace.listing(), &Listing::entriesGone);
        bench.workspace.listing().reload();
        QCOMPARE(bench.workspace.listing().entries().size(), 2);
        QTRY_COMPARE(went.count(), 1);
        QCOMPARE(went[0][0].value<QList<EntryId>>(), QList<EntryId>{gone});
        QCOMPARE(bench.workspace.listing().entries().size(), 1);
    }

    void aStoreThatCannotBeReadSaysNothingAboutWhatLeftIt()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        bench.aws.fail(u"ListSecrets"_s, ScriptedAws::Fault::Denied, 0);
        QSignalSpy finished(&bench.workspace.listing(), &Listing::finished);
        bench.workspace.listing().reload();
        QTRY_COMPARE(finished.count(), 1);
        QCOMPARE(bench.workspace.listing().errors().size(), 1);
        QCOMPARE(bench.workspace.listing().entries().size(), 2);
    }

    void stoppingKeepsWhatWasRead()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        bench.workspace.listing().reload();
        bench.workspace.listing().stop();
        QVERIFY(bench.workspace.listing().wasStopped() && !bench.workspace.listing().isRunning());
        QCOMPARE(bench.workspace.listing().entries().size(), 2);
    }

    void oneEntryIsReadAgainOrFoundGone()
    {
        WorkspaceBench bench;
        QVERIFY(bench.enter());
        const EntryId id = bench.id(u"skill/plain"_s);
        QSignalSpy reread(&bench.workspace.listing(), &Listing::entryReread);
        bench.workspace.listing().reread(id);
        QTRY_COMPARE(reread.count(), 1);
        QVERIFY(reread[0][1].toBool());
        bench.aws.secrets.remove(ScriptedAws::arnOf(u"skill/plain"_s));
        bench.workspace.listing().reread(id);
        QTRY_COMPARE(reread.count(), 2);
        QVERIFY(!reread[1][1].toBool() && !bench.workspace.listing().entry(id));
    }
};

} // namespace listing_test

KEYTURN_TEST(listing, listing_test::ListingTest)
#include "listing_test.moc"
