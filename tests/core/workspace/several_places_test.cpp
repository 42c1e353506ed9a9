#include "core/workspace/several_places.h"

#include "tests/support/test_main.h"
#include "tests/support/workspace_bench.h"

#include <QTemporaryDir>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace several_places_test {

class SeveralPlacesTest : public QObject {
    Q_OBJECT

    static QStringList names(const SeveralPlaces &places)
    {
        QStringList all;
        for (const Entry &entry : places.table().entries())
            all.append(entry.id.region + u' ' + entry.id.name);
        all.sort();
        return all;
    }
    static bool listed(const SeveralPlaces &places)
    {
        return QTest::qWaitFor([&places] { return !places.isRunning(); });
    }

private slots:
    void listsEachPlaceWhateverIsOpen()
    {
        WorkspaceBench bench;
        SeveralPlaces places(bench.workspace.place(), bench.workspace.dates());
        QSignalSpy finished(&places, &SeveralPlaces::finished);
        places.add(bench.source.known.constFirst(), u"us-east-1"_s);
        places.add(bench.source.known.constFirst(), u"eu-west-1"_s);
        QCOMPARE(places.at(0).step, SeveralPlaces::Step::Connecting);
        QVERIFY(listed(places));
        QCOMPARE(finished.count(), 1);
        QCOMPARE(names(places), (QStringList{u"eu-west-1 skill/lwa"_s, u"eu-west-1 skill/plain"_s,
                                             u"us-east-1 skill/lwa"_s, u"us-east-1 skill/plain"_s}));
        QCOMPARE(places.at(1).count, 2);
        QCOMPARE(places.at(1).account, u"123456789012"_s);
        QVERIFY(!bench.workspace.place().isOpen());
        QVERIFY(!bench.aws.calls().contains(u"GetSecretValue"_s));
    }

    void anEntryThatTwoProfilesSeeIsThereOnceAndAsLongAsOneSeesIt()
    {
        WorkspaceBench bench;
        Profile second = bench.source.known.constFirst();
        second.name = u"second"_s;
        SeveralPlaces places(bench.workspace.place(), bench.workspace.dates());
        places.add(bench.source.known.constFirst(), u"us-east-1"_s);
        places.add(second, u"us-east-1"_s);
        QVERIFY(listed(places));
        QCOMPARE(places.table().entries().size(), 2);
        const EntryId id = places.table().entries().constFirst().id;
        QCOMPARE(places.placeOf(id)->profile.name, u"plain"_s);
        places.remove(u"plain"_s, u"us-east-1"_s);
        QCOMPARE(places.table().entries().size(), 2);
        QCOMPARE(places.placeOf(id)->profile.name, u"second"_s);
        places.remove(u"second"_s, u"us-east-1"_s);
        QVERIFY(places.table().entries().isEmpty());
        QVERIFY(!places.placeOf(id));
    }

    void aPlaceThatFailsKeepsNoOtherAwayAndSaysWhy()
    {
        WorkspaceBench bench;
        SeveralPlaces places(bench.workspace.place(), bench.workspace.dates());
        places.add(bench.source.known.constFirst(), u"us-east-1"_s);
        QVERIFY(listed(places));
        bench.source.refusal = Error{ErrorKind::Auth, Refusal::SsoLogin, u"nobody has signed in yet"_s};
        places.add(bench.source.known.constFirst(), u"eu-west-1"_s);
        QVERIFY(listed(places));
        QCOMPARE(places.table().entries().size(), 2);
        QVERIFY(places.at(0).errors.isEmpty());
        QCOMPARE(places.at(1).errors.size(), 1);
        QCOMPARE(places.at(1).errors.constFirst().refusal, Refusal::SsoLogin);
        bench.source.refusal.reset();
        places.reload();
        QVERIFY(listed(places));
        QCOMPARE(places.table().entries().size(), 4);
        QVERIFY(places.at(1).errors.isEmpty());
    }

    void whatIsGoneGoesWhenItsPlaceHasBeenReadAgain()
    {
        WorkspaceBench bench;
        SeveralPlaces places(bench.workspace.place(), bench.workspace.dates());
        places.add(bench.source.known.constFirst(), u"us-east-1"_s);
        QVERIFY(listed(places));
        bench.aws.secrets.remove(ScriptedAws::arnOf(u"skill/plain"_s));
        bench.aws.fail(u"ListSecrets"_s, ScriptedAws::Fault::Denied, 0);
        places.reload();
        QCOMPARE(places.table().entries().size(), 2);
        QVERIFY(listed(places));
        QCOMPARE(places.table().entries().size(), 2); // a store that could not be read says nothing
        bench.aws.mend();
        places.reload();
        QVERIFY(listed(places));
        QCOMPARE(names(places), QStringList{u"us-east-1 skill/lwa"_s});
    }

    void theBoardHasTheDatesOfEveryPlace()
    {
        WorkspaceBench bench;
        SeveralPlaces places(bench.workspace.place(), bench.workspace.dates());
        places.add(bench.source.known.constFirst(), u"us-east-1"_s);
        places.add(bench.source.known.constFirst(), u"eu-west-1"_s);
        QVERIFY(listed(places));
        const QTemporaryDir folder;
        KnownDates::Files files;
        files.reminders = ReminderFile(folder.filePath(u"reminders"_s));
        bench.workspace.dates().keepIn(files);
        Reminder reminder;
        reminder.entry = places.table().entries().constLast().id;
        reminder.dueOn = QDate(2027, 3, 1);
        reminder.note.text = u"ask the vendor"_s;
        QVERIFY(bench.workspace.dates().put(reminder));
        QSet<QString> regions;
        for (const DueItem &item : places.board())
            regions.insert(item.entry.region);
        QVERIFY(regions.contains(reminder.entry.region));
    }

    void aPlaceThatIsTakenOutWhileItIsReadLeavesNothing()
    {
        WorkspaceBench bench;
        SeveralPlaces places(bench.workspace.place(), bench.workspace.dates());
        places.add(bench.source.known.constFirst(), u"us-east-1"_s);
        QVERIFY(QTest::qWaitFor([&places] { return places.at(0).step == SeveralPlaces::Step::Listing; }));
        places.remove(u"plain"_s, u"us-east-1"_s);
        QCOMPARE(places.count(), 0);
        QTest::qWait(50);
        QVERIFY(places.table().entries().isEmpty());
    }
};

} // namespace several_places_test

KEYTURN_TEST(several_places, several_places_test::SeveralPlacesTest)
#include "several_places_test.moc"
