#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/entry/detail_page.h"
#include "ui/list/list_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/window/command_palette.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QSignalSpy>
#include <QTreeView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace window_state_test {

namespace {

const QString name = u"amazon-api-access-token"_s;

template <typename Bench, typename T = QAbstractButton>
T *find(const Bench &bench, const char *objectName)
{
    return bench.window->template findChild<T *>(QLatin1String(objectName));
}

template <typename Bench>
QString label(const Bench &bench, const char *objectName)
{
    return bench.window->template findChild<QLabel *>(QLatin1String(objectName))->text();
}

template <typename Bench>
QWidget *messageBar(const Bench &bench)
{
    return bench.window->template findChild<QWidget *>(u"messageBar"_s);
}

template <typename Bench>
QString identity(const Bench &bench)
{
    return bench.window->template findChild<ElidedLabel *>(u"identity"_s)->text();
}

//! The focus is in the list or in its filter.
template <typename Bench>
bool isFocusInList(const Bench &bench)
{
    const QWidget *focus = bench.window->focusWidget();
    return focus && (focus->objectName() == u"entryList"_s || focus->objectName() == u"filterField"_s);
}

} // namespace

//! The window shows what is, at once: buttons, bars, focus and status never lag behind or contradict each other.
class WindowStateTest : public QObject {
    Q_OBJECT

private slots:
    void theRefreshButtonAndThePaletteFollowWhatIsStaged()
    {
        SaveBench bench;
        bench.openSecret(name);
        auto *refresh = find(bench, "refreshButton");
        const auto paletteOffersIt = [&bench] {
            bench.window->openPalette(u"Refresh token"_s);
            const auto *list = find<SaveBench, QListView>(bench, "paletteList");
            bool isEnabled = false;
            for (int row = 0; row < list->model()->rowCount(); ++row) {
                const QModelIndex index = list->model()->index(row, 0);
                if (index.data().toString() == u"Refresh token"_s)
                    isEnabled = index.flags().testFlag(Qt::ItemIsEnabled);
            }
            bench.window->findChild<CommandPalette *>()->dismiss();
            return isEnabled;
        };
        QVERIFY(refresh->isEnabled() && paletteOffersIt());
        for (const bool undo : {true, false}) {
            QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
            QVERIFY(!refresh->isEnabled() && !paletteOffersIt());
            QVERIFY2(refresh->toolTip().contains(u"unsaved changes"_s), qPrintable(refresh->toolTip()));
            if (undo)
                bench.workspace->staging().undo();
            else
                bench.workspace->staging().discardAll();
            QVERIFY(refresh->isEnabled() && paletteOffersIt());
            QCOMPARE(refresh->toolTip(), QString());
        }
    }

    void anOpenPaletteFollowsToo()
    {
        SaveBench bench;
        bench.openSecret(name);
        bench.window->openPalette(u"Refresh token"_s);
        const auto *list = find<SaveBench, QListView>(bench, "paletteList");
        QVERIFY(list->currentIndex().flags().testFlag(Qt::ItemIsEnabled));
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        QTRY_VERIFY(!list->model()->index(1, 0).flags().testFlag(Qt::ItemIsEnabled));
    }

    void aMessageMovesNothingThatOnePointsAt()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        const auto *staged = find<SaveBench, QWidget>(bench, "stagedBar");
        QTRY_VERIFY(staged->height() >= 48 && staged->maximumHeight() == QWIDGETSIZE_MAX); // it has grown
        const auto places = [&bench] {
            QStringList all;
            for (const char *one : {"profileButton", "sidebar", "entryList", "filterField", "entryTitle", "editButton",
                                    "detailTabs", "valuesTable", "stagedReview", "stagedDiscard", "statusLine"}) {
                const auto *widget = find<SaveBench, QWidget>(bench, one);
                const QPoint at = widget->mapToGlobal(QPoint());
                all += u"%1 %2,%3"_s.arg(QLatin1String(one)).arg(at.x()).arg(at.y());
            }
            return all;
        };
        const QStringList before = places();
        bench.window->warn(u"Something has happened."_s);
        QTRY_VERIFY(messageBar(bench)->height() >= 48 && messageBar(bench)->maximumHeight() == QWIDGETSIZE_MAX);
        QCOMPARE(places(), before);
        find(bench, "messageClose")->click();
        QTRY_VERIFY(!messageBar(bench)->isVisible());
        QCOMPARE(places(), before);
    }

    void theErrorGoesWhenTheNextTryWorks()
    {
        SaveBench bench;
        QTRY_COMPARE_WITH_TIMEOUT(identity(bench).section(u' ', 0, 1), u"Signed in"_s, patience);
        bench.wire->cut("ListSecrets");
        bench.workspace->listing().reload();
        QTRY_VERIFY_WITH_TIMEOUT(messageBar(bench)->isVisible(), 60'000);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.workspace->listing().isRunning(), 60'000);
        QVERIFY2(identity(bench).contains(u"No connection"_s), qPrintable(identity(bench)));
        bench.wire->mend();
        bench.openSecret(name); // another request than the one that failed
        QTRY_VERIFY(!messageBar(bench)->isVisible());
        QVERIFY2(identity(bench).startsWith(u"Signed in"_s), qPrintable(identity(bench)));
    }

    void theFoldersAreNotMarkedWhileTheDueBoardIsShown()
    {
        SaveBench bench;
        auto *sidebar = find<SaveBench, QTreeView>(bench, "sidebar");
        const QModelIndex all = sidebar->currentIndex();
        const auto isMarked = [sidebar] { return !sidebar->selectionModel()->selectedRows().isEmpty(); };
        QVERIFY(isMarked());
        bench.window->openDueBoard();
        QVERIFY(!isMarked());
        QTest::mouseClick(sidebar->viewport(), Qt::LeftButton, {}, sidebar->visualRect(all).center());
        QVERIFY(isMarked());
        QVERIFY((find<SaveBench, QWidget>(bench, "entryList")->isVisible()));
        bench.window->openDueBoard();
        const QModelIndex overdue = all.siblingAtRow(all.row() + 1);
        QTest::mouseClick(sidebar->viewport(), Qt::LeftButton, {}, sidebar->visualRect(overdue).center());
        QCOMPARE(sidebar->selectionModel()->selectedRows(), QModelIndexList{overdue});
        QVERIFY((find<SaveBench, QWidget>(bench, "entryList")->isVisible()));
    }

    void whoOneIsIsAskedAgainWhenTheConnectionIsBack()
    {
        SaveBench bench;
        QTRY_COMPARE_WITH_TIMEOUT(identity(bench).section(u' ', 0, 1), u"Signed in"_s, patience);
        bench.wire->cut("GetCallerIdentity");
        QSignalSpy failed(&bench.workspace->place(), &Place::identityFailed);
        bench.window->goTo(u"asp-production"_s, u"eu-west-1"_s);
        QTRY_COMPARE_WITH_TIMEOUT(failed.size(), 1, 60'000);
        bench.wire->mend();
        bench.workspace->listing().reload();
        QTRY_COMPARE_WITH_TIMEOUT(identity(bench).section(u' ', 0, 1), u"Signed in"_s, 60'000);
    }

    void aMessageGoesWhenItIsNotTrueAnyMore()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.window->goTo(u"asp-production"_s, u"eu-west-1"_s);
        QVERIFY(label(bench, "messageSentence").contains(u"unsaved changes"_s));
        QVERIFY(messageBar(bench)->isVisible());
        bench.workspace->staging().discardAll();
        QVERIFY(!messageBar(bench)->isVisible());
    }

    void theFocusDoesNotStayOnAButtonThatMeansSomethingElseNow()
    {
        SaveBench bench(true);
        bench.window->activateWindow();
        bench.openSecret(name);
        bench.window->actions().action(Actions::Id::Edit)->trigger();
        auto *action = find(bench, "messageAction");
        QTRY_VERIFY(action->isVisible());
        action->setFocus();
        QVERIFY(action->hasFocus());
        bench.window->warn(u"Something else."_s);
        QVERIFY(!messageBar(bench)->isAncestorOf(bench.window->focusWidget()));
        find(bench, "messageClose")->setFocus();
        find(bench, "messageClose")->click();
        QVERIFY(isFocusInList(bench));
    }

    void undoingASaveIsStillOfferedAfterAnotherMessage()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.save(bench.review());
        auto *action = find(bench, "messageAction");
        QTRY_COMPARE(action->text(), u"Undo the save"_s);
        bench.window->warn(u"Something else."_s);
        QCOMPARE(label(bench, "messageSentence"), u"Something else."_s);
        find(bench, "messageClose")->click();
        QTRY_COMPARE(action->text(), u"Undo the save"_s);
        action->click();
        QTRY_VERIFY_WITH_TIMEOUT(label(bench, "messageSentence").startsWith(u"Undid"_s), patience);
        bench.window->warn(u"Something else."_s);
        find(bench, "messageClose")->click();
        QVERIFY(!messageBar(bench)->isVisible()); // there is nothing left to undo
    }

    void aCreatedEntryIsOpenedAndChosenWhateverHidIt()
    {
        SaveBench bench;
        bench.openSecret(name);
        auto *filter = find<SaveBench, QLineEdit>(bench, "filterField");
        filter->setText(u"genesys"_s);
        SaveBench::wait([&bench] { return !bench.window->list().isFiltering(); });
        bench.window->actions().action(Actions::Id::NewEntry)->trigger();
        auto *dialog = bench.window->findChild<NewEntryDialog *>();
        QVERIFY(dialog && dialog->isVisible());
        bench.create(u"shop/prod/made"_s, "{}"); // as the dialog does
        bench.workspace->listing().reload();
        emit dialog->created(u"shop/prod/made"_s);
        dialog->close();
        const EntryId made = idOf(Store::SecretsManager, u"shop/prod/made"_s);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->openEntry().id() == made, patience);
        QTRY_COMPARE(bench.window->list().selected(), QList<EntryId>{made});
        QTRY_VERIFY(isFocusInList(bench));
    }

    void anEntryAskedForRightBehindATypedFilterIsChosen()
    {
        SaveBench bench;
        bench.openSecret(name);
        find<SaveBench, QLineEdit>(bench, "filterField")->setText(u"genesys"_s);
        const EntryId hidden = idOf(Store::SecretsManager, u"hospitality/prod/amazon-api-access-token"_s);
        bench.window->openEntry(hidden); // no time for the pace of typing to pass
        QTRY_COMPARE(bench.window->list().selected(), QList<EntryId>{hidden});
    }

    void deleteInTheListAsksAboutTheChosenEntry()
    {
        SaveBench bench;
        bench.openSecret(name);
        bench.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(bench.window.get()));
        auto *list = find<SaveBench, QAbstractItemView>(bench, "entryList");
        list->setFocus();
        const QString next = list->model()->index(list->currentIndex().row() ? 0 : 1, 0).data().toString();
        QTest::keyClick(list, list->currentIndex().row() ? Qt::Key_Home : Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Delete); // before the entry is read
        auto *dialog = find<SaveBench, QDialog>(bench, "deleteDialog");
        QVERIFY(dialog && dialog->isVisible());
        const QString leaf = bench.workspace->listing().entry(*bench.workspace->openEntry().id())->leafName();
        QVERIFY2(dialog->windowTitle().contains(leaf), qPrintable(dialog->windowTitle()));
        QVERIFY2(next.contains(leaf), qPrintable(next));
        dialog->reject();
    }

    void aClosedPaletteShowsNothingToAScreenReader()
    {
        SaveBench bench;
        bench.window->openPalette(u"lwa"_s);
        const auto *list = find<SaveBench, QListView>(bench, "paletteList");
        QVERIFY(list->model()->rowCount() > 0);
        QTest::keyClick(find<SaveBench, QLineEdit>(bench, "paletteField"), Qt::Key_Escape);
        QCOMPARE(list->model()->rowCount(), 0);
    }
};

} // namespace window_state_test

KEYTURN_GUI_TEST(window_state, window_state_test::WindowStateTest)
#include "window_state_test.moc"
