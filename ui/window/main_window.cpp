#include "ui/window/main_window.h"

#include "core/workspace/workspace.h"
#include "ui/connect/first_run_page.h"
#include "ui/entry/detail_page.h"
#include "ui/list/list_page.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/text/profile_text.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/clipboard_guard.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/browser.h"
#include "ui/window/bulk_flow.h"
#include "ui/window/close_guard.h"
#include "ui/window/connection_health.h"
#include "ui/window/consent_flow.h"
#include "ui/window/console_flow.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/entry_flow.h"
#include "ui/window/lock_flow.h"
#include "ui/window/message_center.h"
#include "ui/window/place_flow.h"
#include "ui/window/refresh_flow.h"
#include "ui/window/reminder_flow.h"
#include "ui/window/save_flow.h"
#include "ui/window/screen_fit.h"
#include "ui/window/settings_flow.h"
#include "ui/window/staged_bar.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"
#include "ui/window/writing_guard.h"

#include <QCloseEvent>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace keyturn {

MainWindow::MainWindow(Workspace &workspace, QWidget *parent) :
    QMainWindow(parent), m_workspace(workspace), m_actions(new Actions(this)), m_clipboard(new ClipboardGuard(this)),
    m_health(new ConnectionHealth(workspace, this)),
    m_entries(new EntryListModel(workspace.listing().table(), workspace.clock().utcNow(), this)),
    m_top(new TopBar(workspace, *m_actions)), m_message(new MessageBar), m_views(new QStackedWidget),
    m_staged(new StagedBar(*m_actions)), m_status(new StatusLine(workspace, *m_health, *m_clipboard)),
    m_messages(new MessageCenter(*m_message, *m_actions, this)), m_dialogs(new DialogOpener(*this, *m_messages)),
    m_writing(new WritingGuard(workspace, *m_messages, this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Keyturn"_s);
    setWindowIcon(icons::application());
    setMinimumSize(metrics::windowMinimumWidth, metrics::windowMinimumHeight);
    m_message->setObjectName(u"messageBar"_s);
    m_staged->setObjectName(u"stagedBar"_s);
    m_message->hide();
    m_staged->hide();

    auto *central = new QWidget;
    auto *column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    column->addWidget(m_views, 1);
    column->addWidget(m_message); // below the pages: when it comes or goes, nothing moves under the pointer
    column->addWidget(m_staged);
    column->addWidget(m_status);
    setCentralWidget(central);

    m_places = new PlaceFlow(context(), this);
    m_entryFlow = new EntryFlow(context(), this);
    m_saves = new SaveFlow(context(), this);
    m_refreshes = new RefreshFlow(context(), this);
    m_consents = new ConsentFlow(context(), this);
    m_closeGuard = new CloseGuard(m_workspace, this);
    m_lock = new LockFlow(context(), *m_entries, *m_views, this);
    m_reminders = new ReminderFlow(context(), *m_lock, *this);
    new SettingsFlow(context(), *m_lock, this);
    new ConsoleFlow(context(), this);
    connectFlows();
    connectLock();
    connectWorkspace();
    connectActions();
    updateActions();
    m_top->hide();
    m_status->hide();
}

MainWindow::~MainWindow() = default;

WindowContext MainWindow::context() const
{
    return {m_workspace, *m_actions, *m_clipboard, *m_messages, *m_dialogs, *m_writing};
}

void MainWindow::connectFlows()
{
    m_minute.start(std::chrono::seconds(30));
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_entries->setNow(m_workspace.clock().utcNow());
        if (m_browser)
            m_browser->detail().tick();
    });
    connect(m_top, &TopBar::placeRequested, m_places, &PlaceFlow::goTo);
    connect(m_messages, &MessageCenter::focusLeft, this, &MainWindow::focusContent);
    connect(m_health, &ConnectionHealth::changed, this, [this] {
        if (m_health->state() == ConnectionHealth::State::Answers)
            m_messages->settle(Message::Topic::Connection);
        updateActions();
    });
    connect(m_messages, &MessageCenter::profilesWanted, this, &MainWindow::showFirstRun);
    connect(m_messages, &MessageCenter::signInWanted, m_places, &PlaceFlow::signIn);
    connect(m_messages, &MessageCenter::permissionAsked, m_entryFlow, &EntryFlow::showPermission);
    connect(m_places, &PlaceFlow::browserWanted, this, &MainWindow::showBrowser);
    connect(m_places, &PlaceFlow::entryWanted, this, &MainWindow::openEntry);
    connect(m_places, &PlaceFlow::reviewWanted, m_saves, &SaveFlow::openReview);
    connect(m_entryFlow, &EntryFlow::reviewWanted, m_saves, &SaveFlow::openReview);
    connect(m_entryFlow, &EntryFlow::entryWanted, this, [this](const EntryId &id) {
        openEntry(id);
        focusContent();
    });
    connect(m_saves, &SaveFlow::kept, m_closeGuard, &CloseGuard::cancel); // the save that was to come first did not
    connect(m_saves, &SaveFlow::entryWanted, this, &MainWindow::openEntry);
    connect(m_saves, &SaveFlow::undoObstacleChanged, this, &MainWindow::updateActions);
    connect(m_saves, &SaveFlow::halfSavesChanged, this, &MainWindow::updateUnfinished);
    connect(m_refreshes, &RefreshFlow::unfinishedChanged, this, &MainWindow::updateUnfinished);
    connect(&m_workspace.refreshes(), &Refreshes::settingsChanged, this, &MainWindow::updateActions);
    connect(m_refreshes, &RefreshFlow::consentWanted, m_consents, &ConsentFlow::open);
    connect(m_consents, &ConsentFlow::reviewWanted, m_saves, &SaveFlow::openReview);
    connect(m_refreshes, &RefreshFlow::reviewWanted, m_saves, &SaveFlow::openReview);
    connect(m_refreshes, &RefreshFlow::closeWanted, this, &QWidget::close);
    connect(m_closeGuard, &CloseGuard::writing, this, [this] {
        m_messages->tell(tr("A save is in progress. The window closes when it is done, within 10 seconds."));
    });
    connect(m_closeGuard, &CloseGuard::halfSaved, m_saves, &SaveFlow::showHalfSaved);
    connect(m_closeGuard, &CloseGuard::unfinishedRefreshes, m_refreshes, &RefreshFlow::tellUnfinished);
    connect(m_closeGuard, &CloseGuard::unsavedChanges, m_saves, &SaveFlow::askDiscard);
    connect(m_closeGuard, &CloseGuard::closeNow, this, &QWidget::close);
}

void MainWindow::connectWorkspace()
{
    Place &place = m_workspace.place();
    connect(&place, &Place::changed, this, [this] {
        if (m_browser)
            m_browser->forgetChoice();
        m_messages->clear();
        const QString name = ProfileText::name(m_workspace.place().profile());
        setWindowTitle(m_workspace.place().region().isEmpty()
                           ? tr("%1 – Keyturn").arg(name)
                           : tr("%1 · %2 – Keyturn").arg(name, m_workspace.place().region()));
        showBrowser();
        m_browser->focusContent();
        updateActions();
    });
    connect(&place, &Place::openFailed, this, &MainWindow::updateActions);
    for (auto signal : {&Place::opened, &Place::accessChanged})
        connect(&place, signal, this, &MainWindow::updateActions);
    for (auto signal : {&Listing::finished, &Listing::started})
        connect(&m_workspace.listing(), signal, this, &MainWindow::updateActions);
    connect(&m_workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        rememberKeys();
        updateActions();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::opening, this, [this](const EntryId &id) {
        if (m_workspace.halfSaves().find(id)) // however often its message was closed
            m_saves->showHalfSaved(id);
        else
            m_refreshes->showUnfinished(id);
        updateActions();
    });
    connect(&m_workspace.openEntry(), &OpenEntry::failed, this, &MainWindow::updateActions);
    connect(&m_workspace.staging(), &Staging::changed, this, &MainWindow::updateStaged);
    connect(&m_workspace.running(), &RunningWrites::changed, this, &MainWindow::updateActions);
}

Browser &MainWindow::browser()
{
    if (!m_browser) {
        m_browser = new Browser(m_workspace, *m_actions, *m_clipboard, *m_entries);
        m_views->addWidget(m_browser);
        connectBrowser();
        connectDetail();
        arrange();
    }
    return *m_browser;
}

void MainWindow::connectBrowser()
{
    m_places->watch(*m_browser);
    connect(m_browser, &Browser::arrangementWanted, this, &MainWindow::arrange);
    connect(m_browser, &Browser::middleChanged, m_status, &StatusLine::setMiddle);
    connect(m_browser, &Browser::notified, m_messages, &MessageCenter::tell);
    connect(m_browser, &Browser::doneWanted, m_reminders, &ReminderFlow::markDone);
    connect(m_browser, &Browser::reminderEditWanted, m_reminders, &ReminderFlow::edit);
    connect(m_browser, &Browser::reminderSettingsWanted, m_reminders, &ReminderFlow::openSettings);
    connect(&m_browser->list(), &ListPage::valueCopied, m_clipboard, &ClipboardGuard::copy);
    connect(&m_browser->list(), &ListPage::profilesRequested, this, &MainWindow::showFirstRun);
    connect(&m_browser->list(), &ListPage::permissionAsked, m_entryFlow, &EntryFlow::showPermission);
    auto *bulk = new BulkFlow(context(), *m_browser);
    connect(bulk, &BulkFlow::reviewWanted, m_saves, &SaveFlow::openReview);
    connect(bulk, &BulkFlow::comparisonWanted, m_entryFlow,
            [this](const EntryId &a, const EntryId &b) { openComparison(a, b); });
    connect(bulk, &BulkFlow::selectionChanged, this, &MainWindow::updateActions);
}

void MainWindow::connectDetail()
{
    DetailPage *detail = &m_browser->detail();
    connect(detail, &DetailPage::warned, m_messages, &MessageCenter::warn);
    connect(detail, &DetailPage::notified, m_messages, &MessageCenter::tell);
    connect(detail, &DetailPage::regionWanted, this,
            [this](const QString &region) { goTo(m_workspace.place().profile().name, region); });
    connect(detail, &DetailPage::writingNeeded, m_writing, &WritingGuard::run);
    m_refreshes->watch(*detail);
    connect(detail, &DetailPage::finishWanted, this,
            [this](const EntryId &id) { m_writing->run([this, id] { m_refreshes->goOn(id); }); });
    connect(detail, &DetailPage::permissionAsked, m_entryFlow, &EntryFlow::showPermission);
    connect(detail, &DetailPage::rollbackRequested, this,
            [this](int row) { m_writing->run([this, row] { openRollback(row); }); });
    connect(detail, &DetailPage::labelsRequested, this,
            [this](int row) { m_writing->run([this, row] { openLabels(row); }); });
}

void MainWindow::showBrowser()
{
    m_views->setCurrentWidget(&browser());
    m_top->show();
    m_status->show();
    m_browser->showAll();
}

void MainWindow::showFirstRun()
{
    if (!m_firstRun) {
        m_firstRun = new FirstRunPage(m_workspace);
        m_views->addWidget(m_firstRun);
        connect(m_firstRun, &FirstRunPage::sandboxRequested, m_places, &PlaceFlow::goToSandbox);
        connect(m_firstRun, &FirstRunPage::profileRequested, m_places, &PlaceFlow::goTo);
        connect(m_firstRun, &FirstRunPage::addKeysRequested, m_places, &PlaceFlow::addAccessKeys);
    }
    m_views->setCurrentWidget(m_firstRun);
    m_top->setVisible(m_workspace.place().isOpen());
    m_status->setVisible(m_workspace.place().isOpen());
}

void MainWindow::arrange()
{
    m_top->setCompact(width() < metrics::railBelow);
    m_status->setCompact(width() < metrics::railBelow);
    if (m_browser)
        m_browser->arrange(width(), height(), m_railWanted);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_closeGuard->mayClose())
        return event->ignore();
    m_clipboard->clearNow();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveLayout(QSettings &settings) const
{
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/rail"_s, m_railWanted);
    if (m_browser)
        m_browser->saveLayout(settings);
}

void MainWindow::restoreFrame(const QSettings &settings)
{
    resize(1440, 900);
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    fitScreen(*this);
    m_railWanted = settings.value(u"window/rail"_s).toBool();
}

void MainWindow::restoreAreas(const QSettings &settings)
{
    if (!m_browser)
        return;
    m_browser->arrangeAnew();
    arrange();
    m_browser->restoreLayout(settings);
}

} // namespace keyturn

#include "moc_main_window.cpp"
