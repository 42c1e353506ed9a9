#include "core/workspace/place_comparison.h"

#include "tests/support/run.h"
#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace place_comparison_test {

class PlaceComparisonTest : public QObject {
    Q_OBJECT

    struct Bench : WorkspaceBench {
        SeveralPlaces places{workspace.place(), workspace.dates()};
        PlaceComparison comparison{workspace.place(), places};

        Bench()
        {
            put(u"shop/dev/mail"_s, R"({"host":"mail","password":"one","only":"dev"})");
            put(u"shop/prod/mail"_s, R"({"host":"mail","password":"two"})");
            put(u"desk/dev/mail"_s, R"({"host":"mail","password":"one"})");
        }
        bool list()
        {
            places.add(source.known.constFirst(), u"us-east-1"_s);
            return QTest::qWaitFor([this] { return !places.isRunning(); });
        }
        bool compare(const QString &app)
        {
            comparison.start(app);
            return QTest::qWaitFor([this] { return !comparison.isRunning(); });
        }
        //! The row of \p key of the shop's mail; "A,B" are its letters, "-" where there is none.
        QString letters(const QString &key) const
        {
            for (const DriftMatrix::Row &row : comparison.matrix().rows()) {
                if (row.entry == u"shop/mail"_s && row.key == key)
                    return row.cells.join(u',');
            }
            return u"no row"_s;
        }
    };

private slots:
    void lettersTellWhatDiffersBetweenEnvironments()
    {
        Bench bench;
        QVERIFY(bench.list());
        QCOMPARE(bench.comparison.count({}), 3);
        QCOMPARE(bench.comparison.count(u"shop"_s), 2);
        QVERIFY(bench.compare(u"shop"_s));
        QCOMPARE(bench.comparison.matrix().columns(),
                 (QStringList{u"dev 123456789012 us-east-1"_s, u"prod 123456789012 us-east-1"_s}));
        QCOMPARE(bench.letters(u"host"_s), u"A,A"_s);
        QCOMPARE(bench.letters(u"password"_s), u"A,B"_s);
        QCOMPARE(bench.letters(u"only"_s), u"A,"_s);
        QCOMPARE(bench.comparison.done(), 2);
    }

    void aCellNamesTheEntryAndTheKeyItWasReadFrom()
    {
        Bench bench;
        QVERIFY(bench.list());
        QVERIFY(bench.compare(u"shop"_s));
        for (const DriftMatrix::Row &row : bench.comparison.matrix().rows()) {
            if (row.key != u"only"_s)
                continue;
            QCOMPARE(row.sources.at(0)->entry.name, u"shop/dev/mail"_s);
            QCOMPARE(row.sources.at(0)->key, u"only"_s);
            QCOMPARE(row.sources.at(1)->entry.name, u"shop/prod/mail"_s);
            QVERIFY(!row.sources.at(1)->key);
        }
    }

    void whatCannotBeReadIsNotCalledEqual()
    {
        Bench bench;
        QVERIFY(bench.list());
        bench.aws.fail(u"GetSecretValue"_s, ScriptedAws::Fault::Denied, 0);
        QVERIFY(bench.compare(u"shop"_s));
        QCOMPARE(bench.letters({}), u"?,?"_s);
        QCOMPARE(bench.comparison.errors().size(), 2);
        bench.aws.mend();
        bench.source.refusal = Error{ErrorKind::Network, {}, u"no way there"_s};
        QVERIFY(bench.compare(u"shop"_s));
        QCOMPARE(bench.letters({}), u"?,?"_s);
        QCOMPARE(bench.comparison.errors().constFirst().kind, ErrorKind::Network);
    }

    void stoppingKeepsWhatWasRead()
    {
        Bench bench;
        QVERIFY(bench.list());
        QSignalSpy finished(&bench.comparison, &PlaceComparison::finished);
        bench.comparison.start({});
        QVERIFY(QTest::qWaitFor([&bench] { return bench.comparison.done() == 1; }));
        bench.comparison.stop();
        QVERIFY(!bench.comparison.isRunning());
        QCOMPARE(finished.count(), 1);
        QTest::qWait(50);
        QCOMPARE(bench.comparison.done(), 1);
    }

    void aValueOfAnotherPlaceIsReadAnewWhenItIsCopied()
    {
        Bench bench;
        QVERIFY(bench.list());
        const SeveralPlaces::Listed &place = bench.places.at(0);
        PlacedKey key{place.profile, place.region, {}, u"password"_s};
        for (const Entry &entry : bench.places.table().entries()) {
            if (entry.id.name == u"shop/prod/mail"_s)
                key.entry = entry;
        }
        bench.secret(u"shop/prod/mail"_s).versions[u"v1"_s] = R"({"host":"mail","password":"three"})";
        const auto field = run(fieldThere(&bench.source, key));
        QVERIFY(field && *field);
        QCOMPARE((*field)->value.reveal(), u"three"_s);
        key.key = u"gone"_s;
        const auto none = run(fieldThere(&bench.source, key));
        QVERIFY(none && !*none);
        QCOMPARE(none->error().refusal, Refusal::NoSuchKey);
    }
};

} // namespace place_comparison_test

KEYTURN_TEST(place_comparison, place_comparison_test::PlaceComparisonTest)
#include "place_comparison_test.moc"
