#include "tests/app/gui/save_bench.h"
#include "tests/support/test_main.h"
#include "ui/widgets/elided_label.h"
#include "ui/window/sidebar_model.h"

#include <QActionGroup>
#include <QMenu>
#include <QPointer>
#include <QTreeView>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace profile_choice_test {

namespace {

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

template <typename T = QAbstractButton>
T *find(const PlacesBench &bench, const char *objectName)
{
    return bench.window->findChild<T *>(QLatin1String(objectName));
}

QString identity(const PlacesBench &bench)
{
    return find<ElidedLabel>(bench, "identity")->text();
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
        QVERIFY(!find<QWidget>(bench, "messageBar")->isVisible());
        QVERIFY(!bench.window->actions().action(Actions::Id::NewEntry)->isEnabled());
        QVERIFY(!find(bench, "newButton")->isEnabled());
        QVERIFY2(!find<QLabel>(bench, "loadState")->text().contains(u'0'),
                 qPrintable(find<QLabel>(bench, "loadState")->text()));
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

    void theKeychainIsNotSaidToHoldTheKeysOfAFile()
    {
        PlacesBench bench(u"dev"_s);
        bench.window->showFirstRun();
        const auto *state = find<QLabel>(bench, "keychainState");
        QTRY_COMPARE(state->text(), u"Keychain unlocked. Keys you add in Keyturn are stored only there."_s);
    }
};

} // namespace profile_choice_test

KEYTURN_GUI_TEST(profile_choice, profile_choice_test::ProfileChoiceTest)
#include "profile_choice_test.moc"
