#include "tests/app/gui/places_bench.h"
#include "tests/support/test_main.h"
#include "ui/widgets/elided_label.h"

#include <QActionGroup>
#include <QMenu>
#include <QPointer>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace profile_choice_test {

namespace {

QString identity(const PlacesBench &bench)
{
    return bench.find<ElidedLabel>("identity")->text();
}

//! The focus is in the list or in its filter.
bool isFocusInList(const PlacesBench &bench)
{
    const QWidget *focus = bench.window->focusWidget();
    return focus && (focus->objectName() == u"entryList"_s || focus->objectName() == u"filterField"_s);
}

} // namespace

//! Going from one profile to another by the sidebar and the menu.
class ProfileChoiceTest : public QObject {
    Q_OBJECT

private slots:
    void theSecondClickOfADoubleClickOpensNoOtherProfile()
    {
        PlacesBench bench(u"dev"_s);
        QWidget *rows = bench.sidebar()->viewport();
        const QPoint first = bench.placeOf(u"prod"_s);
        QTest::mouseClick(rows, Qt::LeftButton, {}, first);
        QCOMPARE(bench.workspace->place().profile().name, u"prod"_s);
        // Whatever has moved under the pointer meanwhile.
        QTest::mouseDClick(rows, Qt::LeftButton, {}, bench.placeOf(u"reader"_s));
        QTest::mouseRelease(rows, Qt::LeftButton, {}, bench.placeOf(u"reader"_s));
        QCOMPARE(bench.workspace->place().profile().name, u"prod"_s);
        bench.listed();
    }

    void theArrowKeysWalkOverProfilesAndEnterOpensOne()
    {
        PlacesBench bench(u"dev"_s);
        QTreeView *sidebar = bench.sidebar();
        sidebar->setFocus();
        for (int step = 0; step < 12; ++step)
            QTest::keyClick(sidebar, Qt::Key_Down);
        QCOMPARE(bench.workspace->place().profile().name, u"dev"_s);
        sidebar->setCurrentIndex(sidebar->indexAt(bench.placeOf(u"reader"_s)));
        QCOMPARE(bench.workspace->place().profile().name, u"dev"_s);
        QTest::keyClick(sidebar, Qt::Key_Return);
        QCOMPARE(bench.workspace->place().profile().name, u"reader"_s);
        bench.listed();
    }

    void theFocusIsInTheListAfterAProfileIsOpened()
    {
        PlacesBench bench(u"dev"_s);
        QVERIFY(isFocusInList(bench));
        bench.sidebar()->setFocus();
        bench.window->goTo(u"prod"_s, {});
        bench.listed();
        QVERIFY(isFocusInList(bench));
    }

    void keysThatAreNotAcceptedAreToldOnce()
    {
        PlacesBench bench(u"dev"_s, "nobody");
        QTRY_VERIFY_WITH_TIMEOUT(bench.window->findChild<QWidget *>(u"listState"_s)->isVisible(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(identity(bench), u"Not signed in"_s, patience);
        QVERIFY(!bench.find<QWidget>("messageBar")->isVisible());
        QVERIFY(!bench.window->actions().action(Actions::Id::NewEntry)->isEnabled());
        QVERIFY(!bench.find("newButton")->isEnabled());
        QVERIFY2(!bench.find<QLabel>("loadState")->text().contains(u'0'),
                 qPrintable(bench.find<QLabel>("loadState")->text()));
    }

    void theMenuOfProfilesOffersOneOfThem()
    {
        PlacesBench bench(u"prod"_s);
        bench.find("profileButton")->click();
        const QPointer<QMenu> menu = bench.window->findChild<QMenu *>(u"profileMenu"_s);
        QVERIFY(menu && menu->isVisible());
        QStringList chosen;
        int offered = 0;
        for (const QAction *action : menu->actions()) {
            if (!action->actionGroup())
                continue;
            QVERIFY(action->actionGroup()->isExclusive());
            ++offered;
            if (action->isChecked())
                chosen += action->text();
        }
        QCOMPARE(offered, 3);
        QCOMPARE(chosen, QStringList{u"prod"_s});
        menu->close();
        QTRY_VERIFY(!menu); // what is closed is not there any more
    }

    void theKeychainIsNotSaidToHoldTheKeysOfAFile()
    {
        PlacesBench bench(u"dev"_s);
        bench.window->showFirstRun();
        const auto *state = bench.find<QLabel>("keychainState");
        QTRY_COMPARE(state->text(), u"Keychain unlocked. Keys you add in Keyturn are stored only there."_s);
    }
};

} // namespace profile_choice_test

KEYTURN_GUI_TEST(profile_choice, profile_choice_test::ProfileChoiceTest)
#include "profile_choice_test.moc"
