#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/entry/detail_page.h"
#include "ui/list/list_page.h"
#include "ui/widgets/elided_label.h"
#include "ui/window/command_palette.h"
#include "ui/window/sidebar_model.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QActionGroup>
#include <QApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPointer>
#include <QSignalSpy>
#include <QTreeView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace window_state_test {

namespace {

const QString name = u"amazon-api-access-token"_s;

//! Several profiles that all lead to one sandbox.
class Places final : public ConnectionSource {
public:
    Places(HttpClient &http, const Clock &clock, QUrl url, QByteArray key = "testing") :
        m_http(http), m_clock(clock), m_url(std::move(url)), m_key(std::move(key))
    {}

    Task<QList<Profile>> profiles() override
    {
        QList<Profile> all;
        for (const QString &profile : {u"dev"_s, u"prod"_s, u"reader"_s}) {
            all.append(Profile());
            all.last().name = profile;
            all.last().region = u"us-east-1"_s;
            all.last().endpoint = m_url;
        }
        co_return all;
    }
    Task<Result<std::unique_ptr<Connection>>> connect(Profile profile, QString region) override
    {
        Credentials credentials;
        credentials.accessKeyId = m_key;
        credentials.secretAccessKey = SecretString(QByteArrayView(m_key));
        co_return std::make_unique<Connection>(m_http, m_clock, profile, region,
                                               std::make_unique<StaticCredentials>(credentials));
    }
    Task<KeychainState> keychainState() override { co_return KeychainState::Ready; }
    Task<Result<>> storeAccessKeys(QString, QString, QString, SecretString) override { co_return Result<>(); }

private:
    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_url;
    QByteArray m_key;
};

//! A window on them, with \p profile open.
struct PlacesBench {
    explicit PlacesBench(const QString &profile, const QByteArray &key = "testing")
    {
        Theme::instance().apply(Theme::Mode::Light);
        if (!server.start(SandboxOptions{}))
            qFatal("no sandbox");
        source = std::make_unique<Places>(http, clock, server.url(), key);
        workspace = std::make_unique<Workspace>(*source, clock);
        window = std::make_unique<MainWindow>(*workspace);
        window->resize(1440, 900);
        window->show();
        window->activateWindow();
        workspace->place().reloadProfiles();
        SaveBench::wait([this] { return !workspace->place().profiles().isEmpty(); });
        window->goTo(profile, {});
        listed();
    }
    ~PlacesBench()
    {
        window.reset();
        workspace.reset();
    }
    void listed()
    {
        SaveBench::wait(
            [this] { return workspace->listing().listedAt().isValid() && !workspace->listing().isRunning(); });
    }
    QTreeView *sidebar() const { return window->findChild<QTreeView *>(u"sidebar"_s); }
    QPoint placeOf(const QString &profile) const
    {
        const QAbstractItemModel *model = sidebar()->model();
        const QModelIndex section = model->index(1, 0);
        for (int row = 0; row < model->rowCount(section); ++row) {
            const QModelIndex index = model->index(row, 0, section);
            if (index.data(SidebarModel::ProfileRole).toString() == profile)
                return sidebar()->visualRect(index).center();
        }
        return {};
    }

    SystemClock clock;
    SandboxServer server;
    HttpClient http;
    std::unique_ptr<Places> source;
    std::unique_ptr<Workspace> workspace;
    std::unique_ptr<MainWindow> window;
};

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
        QTRY_VERIFY((find<SaveBench, QWidget>(bench, "stagedBar")->height() >= 48));
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
        QTRY_VERIFY(messageBar(bench)->height() >= 48);
        QCOMPARE(places(), before);
        find(bench, "messageClose")->click();
        QTRY_VERIFY(!messageBar(bench)->isVisible());
        QCOMPARE(places(), before);
    }

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

    void theFocusIsInTheListAfterAProfileIsOpened()
    {
        PlacesBench bench(u"dev"_s);
        QVERIFY(isFocusInList(bench));
        bench.sidebar()->setFocus();
        bench.window->goTo(u"prod"_s, {});
        bench.listed();
        QVERIFY(isFocusInList(bench));
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

    void whatAskedForWritingGoesOnWhenItIsUnlocked()
    {
        SaveBench bench(true);
        bench.openSecret(name);
        auto *action = find(bench, "messageAction");
        const auto offered = [&] { return action->isVisible() && action->text().startsWith(u"Unlock"_s); };
        for (const auto id : {Actions::Id::Edit, Actions::Id::AddKey, Actions::Id::NewEntry, Actions::Id::RefreshToken,
                              Actions::Id::DeleteEntry}) {
            bench.workspace->place().lockWriting();
            QVERIFY(bench.window->actions().action(id)->isEnabled());
            bench.window->actions().action(id)->trigger();
            QTRY_VERIFY(offered());
            find(bench, "messageClose")->click();
        }
        bench.window->actions().action(Actions::Id::Edit)->trigger();
        QVERIFY((!find<SaveBench, QLineEdit>(bench, "valueEditor")));
        action->click();
        QTRY_VERIFY(bench.workspace->place().canWrite());
        QTRY_VERIFY((find<SaveBench, QLineEdit>(bench, "valueEditor")));
        QTest::keyClick(find<SaveBench, QLineEdit>(bench, "valueEditor"), Qt::Key_Escape);

        bench.workspace->place().lockWriting();
        QSignalSpy started(&bench.workspace->refreshes(), &Refreshes::started);
        find(bench, "refreshButton")->click();
        QTRY_VERIFY(offered());
        QCOMPARE(started.size(), 0);
        bench.workspace->place().unlockWriting(); // by the chip, say
        QCOMPARE(started.size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(bench.workspace->running().count() == 0, patience);
    }

    void whatAskedForWritingDoesNotGoOnInAnotherEntry()
    {
        SaveBench bench(true);
        bench.openSecret(name);
        QSignalSpy started(&bench.workspace->refreshes(), &Refreshes::started);
        find(bench, "refreshButton")->click();
        bench.openSecret(u"lwa-oauth"_s);
        bench.workspace->place().unlockWriting();
        QCOMPARE(started.size(), 0);
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
        QCOMPARE(bench.window->list().selected(), QList<EntryId>{made});
        QVERIFY(isFocusInList(bench));
    }

    void keysThatAreNotAcceptedAreToldOnce()
    {
        PlacesBench bench(u"dev"_s, "nobody");
        QTRY_VERIFY_WITH_TIMEOUT(bench.window->findChild<QWidget *>(u"listState"_s)->isVisible(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(identity(bench), u"Not signed in"_s, patience);
        QVERIFY(!messageBar(bench)->isVisible());
        QVERIFY(!bench.window->actions().action(Actions::Id::NewEntry)->isEnabled());
        QVERIFY(!find(bench, "newButton")->isEnabled());
        QVERIFY2(!label(bench, "loadState").contains(u'0'), qPrintable(label(bench, "loadState")));
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

    void theMenuOfProfilesOffersOneOfThem()
    {
        PlacesBench bench(u"prod"_s);
        find(bench, "profileButton")->click();
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

    void everyFrameSaysWhatItIs()
    {
        SaveBench bench;
        bench.openSecret(name);
        QVERIFY(bench.workspace->staging().stage(setting(u"lwa-auth-scope"_s, "profile")));
        bench.window->warn(u"A sentence."_s);
        QStringList unnamed;
        for (const QFrame *frame : bench.window->findChildren<QFrame *>()) {
            const bool isOurs = QByteArray(frame->metaObject()->className()).startsWith("keyturn::");
            if (isOurs && frame->isVisible() && !qobject_cast<const QLabel *>(frame)
                && !qobject_cast<const QHeaderView *>(frame) && frame->accessibleName().isEmpty())
                unnamed += QLatin1String(frame->metaObject()->className()) + u' ' + frame->objectName();
        }
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(u", "_s)));
    }

    void everyShortcutIsInTheList()
    {
        SaveBench bench;
        bench.window->actions().action(Actions::Id::Shortcuts)->trigger();
        auto *dialog = find<SaveBench, QDialog>(bench, "shortcutsDialog");
        QVERIFY(dialog && dialog->isVisible());
        QString all;
        for (const QLabel *one : dialog->findChildren<QLabel *>())
            all += one->text() + u'\n';
        for (const QAction *action : bench.window->actions().all()) {
            for (const QKeySequence &keys : action->shortcuts())
                QVERIFY2(all.contains(keys.toString(QKeySequence::NativeText)), qPrintable(action->text()));
        }
        QVERIFY(bench.window->actions().action(Actions::Id::Shortcuts)->shortcuts().contains(QKeySequence(Qt::Key_F1)));
        dialog->reject();
    }
};

} // namespace window_state_test

KEYTURN_GUI_TEST(window_state, window_state_test::WindowStateTest)
#include "window_state_test.moc"
