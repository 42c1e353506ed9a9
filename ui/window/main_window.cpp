#include "ui/window/main_window.h"

#include "core/workspace/workspace.h"
#include "ui/connect/first_run_page.h"
#include "ui/due/due_page.h"
#include "ui/entry/detail_page.h"
#include "ui/list/bulk_page.h"
#include "ui/list/list_page.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/scrim.h"
#include "ui/window/sidebar.h"
#include "ui/window/staged_bar.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

MainWindow::MainWindow(Workspace &workspace, QWidget *parent) :
    QMainWindow(parent), m_workspace(workspace), m_actions(new Actions(this)), m_clipboard(new ClipboardGuard(this)),
    m_entries(new EntryListModel(workspace.listing().table(), workspace.clock().utcNow(), this)),
    m_top(new TopBar(workspace, *m_actions)), m_message(new MessageBar), m_views(new QStackedWidget),
    m_staged(new StagedBar), m_status(new StatusLine(workspace, *m_clipboard)), m_scrim(new Scrim(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Keyturn"_s);
    setWindowIcon(icons::application());
    setMinimumSize(metrics::windowMinimumWidth, metrics::windowMinimumHeight);
    m_message->setObjectName(u"messageBar"_s);
    m_staged->setObjectName(u"stagedBar"_s);
    m_message->hide();
    m_staged->hide();
    m_scrim->hide();

    auto *central = new QWidget;
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_message);
    column->addWidget(m_views, 1);
    column->addWidget(m_staged);
    column->addWidget(m_status);
    setCentralWidget(central);

    m_minute.start(30s);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_entries->setNow(m_workspace.clock().utcNow());
        if (m_detail)
            m_detail->tick();
    });
    m_openDelay.setSingleShot(true);
    m_openDelay.setInterval(120ms); // running through the list with the arrow keys opens only where one stops
    connect(&m_openDelay, &QTimer::timeout, this, [this] {
        if (m_toOpen && m_workspace.openEntry().id() != m_toOpen)
            m_workspace.openEntry().open(*m_toOpen);
    });
    m_messageLife.setSingleShot(true);
    connect(&m_messageLife, &QTimer::timeout, m_message, &MessageBar::dismiss);
    connect(m_message, &MessageBar::actionTriggered, this, [this] {
        const Action action = m_messageAction;
        m_message->dismiss();
        if (action)
            action();
    });
    connect(m_message, &MessageBar::copyRequested, this,
            [](const QString &text) { QGuiApplication::clipboard()->setText(text); });
    connect(m_staged, &StagedBar::undoRequested, m_actions->action(Actions::Id::Undo), &QAction::trigger);
    connect(m_staged, &StagedBar::discardRequested, m_actions->action(Actions::Id::DiscardAll), &QAction::trigger);
    connect(m_staged, &StagedBar::reviewRequested, m_actions->action(Actions::Id::Review), &QAction::trigger);
    connect(m_top, &TopBar::placeRequested, this, &MainWindow::goTo);
    connectWorkspace();
    connectSaveUndo();
    connectCloseGuard();
    connectActions();
    updateActions();
    m_top->hide();
    m_status->hide();
}

MainWindow::~MainWindow() = default;

ListPage &MainWindow::list()
{
    makeBrowser();
    return *m_list;
}

DetailPage &MainWindow::detail()
{
    makeBrowser();
    return *m_detail;
}

void MainWindow::makeBrowser()
{
    if (m_browser)
        return;
    m_browser = new QSplitter(Qt::Horizontal);
    m_browser->setObjectName(u"browser"_s);
    m_browser->setHandleWidth(1);
    m_browser->setChildrenCollapsible(false);
    m_sidebar = new Sidebar(m_workspace, *m_entries);
    m_areas = new QStackedWidget;
    m_split = new QSplitter(Qt::Horizontal);
    m_split->setObjectName(u"listAndDetail"_s);
    m_split->setHandleWidth(1);
    m_split->setChildrenCollapsible(false);
    m_list = new ListPage(m_workspace, *m_entries);
    m_list->setMinimumWidth(240);
    connect(m_list, &ListPage::valueCopied, m_clipboard, &ClipboardGuard::copy);
    m_detail = new DetailPage(m_workspace, *m_actions, *m_clipboard);
    m_detail->setMinimumWidth(metrics::detailMinimumWidth);
    connectDetailVersions();
    m_bulk = new BulkPage(m_workspace);
    m_subject = new QStackedWidget;
    m_subject->addWidget(m_detail);
    m_subject->addWidget(m_bulk);
    m_split->addWidget(m_list);
    m_split->addWidget(m_subject);
    m_split->setStretchFactor(1, 1);
    m_areas->addWidget(m_split);
    m_browser->addWidget(m_sidebar);
    m_browser->addWidget(m_areas);
    m_browser->setStretchFactor(1, 1);
    m_views->addWidget(m_browser);

    connect(m_sidebar, &Sidebar::scopeChosen, this, [this](const EntryScope &scope) {
        leaveDueBoard();
        m_list->setScope(scope);
    });
    connect(m_sidebar, &Sidebar::placeChosen, this, &MainWindow::goTo);
    connect(m_list, &ListPage::entryChosen, this, [this](const EntryId &id) {
        m_toOpen = id;
        m_openDelay.start();
    });
    connectBulk();
    connect(m_list, &ListPage::dueBoardRequested, this, &MainWindow::openDueBoard);
    connect(m_list, &ListPage::profilesRequested, this, &MainWindow::showFirstRun);
    connect(m_detail, &DetailPage::refused, this, &MainWindow::warn);
    connect(m_detail, &DetailPage::regionWanted, this,
            [this](const QString &region) { goTo(m_workspace.place().profile().name, region); });
    connect(m_detail, &DetailPage::told, this,
            [this](const QString &sentence) { message(int(MessageBar::Kind::Info), sentence); });
    connect(m_detail, &DetailPage::writingNeeded, this, [this] {
        message(int(MessageBar::Kind::Info), tr("Production is read-only."), tr("Unlock writing for 10 minutes"),
                [this] { m_workspace.place().unlockWriting(); });
    });
    m_arrangement = -1;
    arrange();
}

void MainWindow::showBrowser()
{
    makeBrowser();
    m_views->setCurrentWidget(m_browser);
    m_top->show();
    m_status->show();
    m_sidebar->selectScope({});
    leaveDueBoard();
}

void MainWindow::showFirstRun()
{
    if (!m_firstRun) {
        m_firstRun = new FirstRunPage(m_workspace);
        m_views->addWidget(m_firstRun);
        connect(m_firstRun, &FirstRunPage::sandboxRequested, this, &MainWindow::goToSandbox);
        connect(m_firstRun, &FirstRunPage::profileRequested, this, &MainWindow::goTo);
        connect(m_firstRun, &FirstRunPage::addKeysRequested, this, &MainWindow::addAccessKeys);
    }
    m_views->setCurrentWidget(m_firstRun);
    m_top->setVisible(m_workspace.place().isOpen());
    m_status->setVisible(m_workspace.place().isOpen());
}

void MainWindow::openEntry(const EntryId &id)
{
    makeBrowser();
    leaveDueBoard();
    m_list->select(id);
    m_openDelay.stop();
    m_toOpen = id;
    if (m_workspace.openEntry().id() != id)
        m_workspace.openEntry().open(id);
}

void MainWindow::openDueBoard()
{
    makeBrowser();
    if (!m_due) {
        m_due = new DuePage(m_workspace);
        m_areas->addWidget(m_due);
        connect(m_due, &DuePage::entryRequested, this, &MainWindow::openEntry);
        connect(m_due, &DuePage::summaryChanged, m_status, &StatusLine::setMiddle);
    }
    m_views->setCurrentWidget(m_browser);
    m_areas->setCurrentWidget(m_due);
    m_actions->action(Actions::Id::DueBoard)->setChecked(true);
    m_due->focusList();
}

void MainWindow::leaveDueBoard()
{
    m_actions->action(Actions::Id::DueBoard)->setChecked(false);
    m_status->setMiddle({});
    if (m_areas)
        m_areas->setCurrentWidget(m_split);
}

void MainWindow::goToSandbox()
{
    for (const Profile &profile : m_workspace.place().profiles()) {
        if (profile.kind == ProfileKind::Sandbox)
            goTo(profile.name, profile.region);
    }
}

bool MainWindow::goTo(const QString &name, const QString &region)
{
    for (const Profile &profile : m_workspace.place().profiles()) {
        if (profile.name != name || !profile.unusable.isEmpty())
            continue;
        QString where = region.isEmpty() ? profile.region : region;
        if (where.isEmpty())
            where = u"us-east-1"_s;
        if (m_workspace.place().isOpen() && profile == m_workspace.place().profile()
            && where == m_workspace.place().region()) {
            showBrowser();
            return true;
        }
        if (m_workspace.running().count() > 0) {
            message(int(MessageBar::Kind::Info), tr("Wait for the save to finish before switching."));
            return true;
        }
        if (!m_workspace.open(profile, where))
            message(int(MessageBar::Kind::Warning),
                    tr("You have unsaved changes in %1. Save or discard them before you switch.")
                        .arg(ProfileText::name(m_workspace.place().profile())),
                    tr("Review…"), [this] { openReview(); });
        return true;
    }
    return false;
}

void MainWindow::nextProfile()
{
    QStringList names;
    for (const Profile &profile : m_workspace.place().profiles()) {
        if (profile.unusable.isEmpty())
            names.append(profile.name);
    }
    if (!names.isEmpty())
        goTo(names.at((names.indexOf(m_workspace.place().profile().name) + 1) % names.size()), {});
}

} // namespace keyturn

#include "moc_main_window.cpp"
