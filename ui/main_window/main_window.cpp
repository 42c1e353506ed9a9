#include "ui/main_window/main_window.h"

#include "ui/dialogs/add_keys_dialog.h"
#include "ui/dialogs/review_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/clipboard_guard.h"
#include "ui/main_window/command_palette.h"
#include "ui/main_window/sidebar.h"
#include "ui/main_window/status_line.h"
#include "ui/main_window/top_bar.h"
#include "ui/models/entry_list_model.h"
#include "ui/models/profile_text.h"
#include "ui/models/wording.h"
#include "ui/pages/detail_page.h"
#include "ui/pages/due_page.h"
#include "ui/pages/first_run_page.h"
#include "ui/pages/list_page.h"
#include "ui/pages/values_tab.h"
#include "ui/widgets/grow_animation.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/metrics.h"
#include "ui/widgets/scrim.h"
#include "ui/widgets/staged_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr int fullWidth = 1360;
constexpr int railBelow = 1200;
constexpr int lowBelow = 720;
enum Arrangement { Full, NarrowList, Rail };

} // namespace

MainWindow::MainWindow(Workspace &workspace, QWidget *parent) :
    QMainWindow(parent), m_workspace(workspace), m_actions(new Actions(this)), m_clipboard(new ClipboardGuard(this)),
    m_entries(new EntryListModel(this)), m_top(new TopBar(workspace, *m_actions)), m_message(new MessageBar),
    m_views(new QStackedWidget), m_staged(new StagedBar), m_status(new StatusLine(workspace, *m_clipboard)),
    m_scrim(new Scrim(this))
{
    setObjectName(u"mainWindow"_s);
    setWindowTitle(u"Keyturn"_s);
    setWindowIcon(icons::application());
    setMinimumSize(metrics::windowMinimumWidth, metrics::windowMinimumHeight);
    m_entries->setNow(m_workspace.clock().utcNow());
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
        if (m_toOpen && m_workspace.openId() != m_toOpen)
            m_workspace.openEntry(*m_toOpen);
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

void MainWindow::connectWorkspace()
{
    connect(&m_workspace, &Workspace::placeChanged, this, [this] {
        m_toOpen.reset();
        m_openDelay.stop();
        m_entries->clear();
        m_message->dismiss();
        const QString name = ProfileText::name(m_workspace.profile());
        setWindowTitle(m_workspace.region().isEmpty() ? tr("%1 – Keyturn").arg(name)
                                                      : tr("%1 · %2 – Keyturn").arg(name, m_workspace.region()));
        showBrowser();
        updateActions();
    });
    connect(&m_workspace, &Workspace::openFailed, this, [this](const Error &error) {
        showError(error, ProfileText::name(m_workspace.profile()),
                  [this] { m_workspace.open(m_workspace.profile(), m_workspace.region()); });
        updateActions();
    });
    connect(&m_workspace, &Workspace::identityFailed, this, [this](const Error &error) {
        showError(error, ProfileText::name(m_workspace.profile()),
                  [this] { m_workspace.open(m_workspace.profile(), m_workspace.region()); });
    });
    connect(&m_workspace, &Workspace::entriesRead, m_entries, &EntryListModel::upsert);
    connect(&m_workspace, &Workspace::entriesGone, m_entries, &EntryListModel::remove);
    connect(&m_workspace, &Workspace::listFailed, this, [this](const Error &error) {
        if (!m_workspace.entries().isEmpty()) // else the list itself says it
            showError(error, {}, [this] { m_workspace.reload(); });
    });
    connect(&m_workspace, &Workspace::contentChanged, this, [this] {
        rememberKeys();
        updateActions();
    });
    for (auto signal :
         {&Workspace::opened, &Workspace::accessChanged, &Workspace::listFinished, &Workspace::listStarted})
        connect(&m_workspace, signal, this, &MainWindow::updateActions);
    connect(&m_workspace, &Workspace::entryOpening, this, &MainWindow::updateActions);
    connect(&m_workspace, &Workspace::entryFailed, this, &MainWindow::updateActions);
    connect(&m_workspace, &Workspace::stagedChanged, this, &MainWindow::updateStaged);
    connect(&m_workspace, &Workspace::runningWritesChanged, this, [this] {
        updateActions();
        if (m_closing && m_workspace.runningWrites() == 0)
            close();
    });
    connect(&m_workspace, &Workspace::refreshed, this, [this](const EntryId &id, const RefreshReceipt &receipt) {
        const QString name = id.name.section(u'/', -1);
        QString sentence =
            receipt.writtenBack
                ? tr("The token of %1 was refreshed.").arg(name)
                : tr("The refresh token of %1 works. This layout keeps no access token, so nothing was written.")
                      .arg(name);
        if (receipt.writtenBack && receipt.expiresAt.isValid())
            sentence += u' ' + tr("It is valid until %1.").arg(Wording::time(receipt.expiresAt));
        message(int(MessageBar::Kind::Success), sentence);
        m_messageLife.start(8s);
    });
    connect(&m_workspace, &Workspace::refreshFailed, this, [this](const EntryId &id, const Error &error) {
        QSet<EntryId> unfinished;
        for (const Entry &entry : m_workspace.entries()) {
            if (m_workspace.hasUnsavedTokens(entry.id))
                unfinished.insert(entry.id);
        }
        m_entries->setUnfinished(unfinished);
        if (m_workspace.hasUnsavedTokens(id)) {
            const ErrorMessage text = ErrorText::unsavedTokens(id.name.section(u'/', -1), error);
            message(
                int(MessageBar::Kind::Warning), text.sentence, text.nextStepLabel,
                [this, id] { m_workspace.retryWrite(id); }, text.details, text.requestId);
        } else {
            showError(error, id.name.section(u'/', -1), [this, id] { m_workspace.refreshToken(id); });
        }
    });
}

void MainWindow::rememberKeys()
{
    const EntryContent *content = m_workspace.content();
    if (!content)
        return;
    QStringList keys;
    for (const EntryField &field : content->fields)
        keys.append(field.key);
    m_entries->setKeys(content->entry.id, keys);
}

void MainWindow::connectActions()
{
    using Id = Actions::Id;
    const auto on = [this](Id id, const Action &action) {
        connect(m_actions->action(id), &QAction::triggered, this, action);
    };
    on(Id::Palette, [this] { openPalette(); });
    on(Id::Shortcuts, [this] { openPalette(u">"_s); });
    on(Id::Filter, [this] {
        leaveDueBoard();
        if (m_list)
            m_list->focusFilter();
    });
    on(Id::RefreshToken, [this] {
        if (m_workspace.openId())
            m_workspace.refreshToken(*m_workspace.openId());
    });
    on(Id::Reload, [this] {
        m_workspace.reload();
        if (m_workspace.openId())
            m_workspace.openEntry(*m_workspace.openId());
    });
    connect(m_actions->action(Id::DueBoard), &QAction::triggered, this, [this](bool shown) {
        if (shown)
            openDueBoard();
        else
            leaveDueBoard();
    });
    on(Id::Edit, [this] {
        leaveDueBoard();
        m_detail->showTab(DetailPage::Values);
        m_detail->values().editCurrent();
    });
    on(Id::Review, [this] { openReview(); });
    on(Id::Undo, [this] { m_workspace.undo(); });
    on(Id::Redo, [this] { m_workspace.redo(); });
    on(Id::DiscardAll, [this] { askDiscard(); });
    on(Id::CopyValue, [this] { m_detail->values().copyCurrent(); });
    on(Id::ToggleMask, [this] { m_detail->values().toggleMaskCurrent(); });
    on(Id::RemoveKey, [this] { m_detail->values().removeCurrent(); });
    on(Id::AddKey, [this] { m_detail->values().addKey(); });
    on(Id::TabValues, [this] { m_detail->showTab(DetailPage::Values); });
    on(Id::TabVersions, [this] { m_detail->showTab(DetailPage::Versions); });
    on(Id::NextProfile, [this] { nextProfile(); });
    on(Id::Profiles, [this] { showFirstRun(); });
    on(Id::AddAccessKeys, [this] { addAccessKeys(); });
    on(Id::UnlockWriting, [this] { m_workspace.unlockWriting(); });
    on(Id::ToggleSidebar, [this] {
        m_railWanted = !m_railWanted;
        m_arrangement = -1;
        arrange();
    });
    on(Id::NextArea, [this] { focusArea(1); });
    on(Id::PreviousArea, [this] { focusArea(-1); });
    on(Id::Quit, [this] { close(); });
}

void MainWindow::updateActions()
{
    using Id = Actions::Id;
    const EntryContent *content = m_workspace.content();
    const QString notOpen = m_workspace.isOpen() ? QString() : tr("Choose a profile first");
    const QString noEntry = content ? QString() : tr("Choose an entry first");
    QString noEdit = noEntry;
    if (content && content->binary)
        noEdit = tr("Binary values are not edited here");
    else if (content && content->entry.deletedAt.isValid())
        noEdit = tr("This secret is scheduled for deletion");
    else if (content && m_workspace.isSaving(content->entry.id))
        noEdit = tr("It is being saved");
    QString noKeys = noEdit;
    if (noKeys.isEmpty() && content->entry.id.store == Store::ParameterStore)
        noKeys = tr("A parameter has one value and no keys");
    else if (noKeys.isEmpty() && content->document.isRaw())
        noKeys = tr("This secret is not a set of keys");
    QString noRefresh = noEntry;
    if (content) {
        const RefreshReadiness readiness = TokenRefresher::readiness(*content);
        if (m_workspace.isRefreshing(content->entry.id))
            noRefresh = tr("The token is being refreshed");
        else if (m_workspace.hasUnsavedTokens(content->entry.id))
            noRefresh = tr("Finish the unfinished operation first");
        else if (!readiness.possible)
            noRefresh = ErrorText::obstacle(readiness.obstacle);
        else if (!m_workspace.canWrite())
            noRefresh = tr("Writing is locked for this profile");
        else if (m_workspace.staged().item(content->entry.id))
            noRefresh = tr("Save or discard the staged changes of this entry first");
    }
    const QString nothingStaged = m_workspace.staged().isEmpty() ? tr("Nothing is staged") : QString();
    m_actions->setObstacle(Id::RefreshToken, noRefresh);
    m_actions->setObstacle(Id::Edit, noEdit);
    m_actions->setObstacle(Id::AddKey, noKeys);
    m_actions->setObstacle(Id::RemoveKey, noKeys);
    m_actions->setObstacle(Id::CopyValue, noEntry);
    m_actions->setObstacle(Id::ToggleMask, noEntry);
    m_actions->setObstacle(Id::CopyName, noEntry);
    m_actions->setObstacle(Id::TabValues, noEntry);
    m_actions->setObstacle(Id::TabVersions, noEntry);
    m_actions->setObstacle(Id::Review, nothingStaged);
    m_actions->setObstacle(Id::DiscardAll, nothingStaged);
    m_actions->setObstacle(Id::Undo, m_workspace.staged().canUndo() ? QString() : tr("Nothing to undo"));
    m_actions->setObstacle(Id::Redo, m_workspace.staged().canRedo() ? QString() : tr("Nothing to redo"));
    m_actions->setObstacle(Id::Reload, notOpen);
    m_actions->setObstacle(Id::Filter, notOpen);
    m_actions->setObstacle(Id::DueBoard, notOpen);
    m_actions->setObstacle(Id::NextArea, notOpen);
    m_actions->setObstacle(Id::PreviousArea, notOpen);
    m_actions->setObstacle(Id::ToggleSidebar, notOpen);
    m_actions->setObstacle(Id::UnlockWriting, m_workspace.access() == Workspace::Access::ReadOnly
                                                  ? QString()
                                                  : tr("Writing is not locked"));
}

void MainWindow::updateStaged()
{
    const StagedEdits &staged = m_workspace.staged();
    QStringList names;
    for (const EntryId &id : staged.entries())
        names.append(id.name);
    if (!staged.isEmpty() && m_browser && m_views->currentWidget() == m_browser)
        growIn(m_staged);
    m_staged->setChanges(staged.count(), names);
    m_staged->setUndoEnabled(staged.canUndo());
    updateActions();
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
    m_detail = new DetailPage(m_workspace, *m_actions, *m_clipboard);
    m_detail->setMinimumWidth(metrics::detailMinimumWidth);
    m_split->addWidget(m_list);
    m_split->addWidget(m_detail);
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
    connect(m_list, &ListPage::dueBoardRequested, this, &MainWindow::openDueBoard);
    connect(m_list, &ListPage::profilesRequested, this, &MainWindow::showFirstRun);
    connect(m_detail, &DetailPage::writingNeeded, this, [this] {
        message(int(MessageBar::Kind::Info), tr("This profile is guarded. Writing is locked."),
                tr("Unlock writing for 10 minutes"), [this] { m_workspace.unlockWriting(); });
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
    m_top->setVisible(m_workspace.isOpen());
    m_status->setVisible(m_workspace.isOpen());
}

void MainWindow::goToSandbox()
{
    for (const Profile &profile : m_workspace.profiles()) {
        if (profile.kind == ProfileKind::Sandbox)
            goTo(profile.name, profile.region);
    }
}

bool MainWindow::goTo(const QString &name, const QString &region)
{
    for (const Profile &profile : m_workspace.profiles()) {
        if (profile.name != name || !profile.unusable.isEmpty())
            continue;
        QString where = region.isEmpty() ? profile.region : region;
        if (where.isEmpty())
            where = u"us-east-1"_s;
        if (m_workspace.isOpen() && profile == m_workspace.profile() && where == m_workspace.region()) {
            showBrowser();
            return true;
        }
        if (m_workspace.runningWrites() > 0) {
            message(int(MessageBar::Kind::Info), tr("A write is still under way. Wait for it, then change the place."));
            return true;
        }
        if (!m_workspace.open(profile, where))
            message(int(MessageBar::Kind::Warning),
                    tr("The staged changes belong to %1. Save or discard them before you leave.")
                        .arg(ProfileText::name(m_workspace.profile())),
                    tr("Review…"), [this] { openReview(); });
        return true;
    }
    return false;
}

void MainWindow::nextProfile()
{
    QStringList names;
    for (const Profile &profile : m_workspace.profiles()) {
        if (profile.unusable.isEmpty())
            names.append(profile.name);
    }
    if (!names.isEmpty())
        goTo(names.at((names.indexOf(m_workspace.profile().name) + 1) % names.size()), {});
}

void MainWindow::openEntry(const EntryId &id)
{
    makeBrowser();
    leaveDueBoard();
    m_list->select(id);
    m_openDelay.stop();
    m_toOpen = id;
    if (m_workspace.openId() != id)
        m_workspace.openEntry(id);
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

void MainWindow::openPalette(const QString &text)
{
    if (!m_palette) {
        m_palette = new CommandPalette(this);
        connect(m_palette, &CommandPalette::entryChosen, this, &MainWindow::openEntry);
    }
    m_palette->open(m_actions->all(), m_workspace.entries(), text);
}

ReviewDialog *MainWindow::openReview()
{
    if (m_workspace.staged().isEmpty())
        return nullptr;
    if (m_review)
        return m_review;
    if (!m_workspace.canWrite()) {
        message(int(MessageBar::Kind::Info), tr("This profile is guarded. Writing is locked."),
                tr("Unlock writing for 10 minutes"), [this] { m_workspace.unlockWriting(); });
        return nullptr;
    }
    m_review = new ReviewDialog(m_workspace, this);
    m_review->setAttribute(Qt::WA_DeleteOnClose);
    m_review->resize(std::min(1120, width() - 48), std::min(664, height() - 48));
    m_scrim->show();
    m_scrim->raise();
    connect(m_review, &QDialog::finished, m_scrim, &QWidget::hide);
    connect(m_review, &ReviewDialog::savedAll, this, [this](int entries) {
        message(int(MessageBar::Kind::Success), tr("%n saved. AWS holds the new versions.", nullptr, entries));
        m_messageLife.start(8s);
    });
    m_review->open();
    return m_review;
}

void MainWindow::addAccessKeys()
{
    auto *dialog = new AddKeysDialog(m_workspace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    m_scrim->show();
    m_scrim->raise();
    connect(dialog, &QDialog::finished, m_scrim, &QWidget::hide);
    dialog->open();
}

void MainWindow::askDiscard()
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, tr("Discard staged changes"),
        tr("Discard %1?")
            .arg(Wording::changesInEntries(m_workspace.staged().count(), m_workspace.staged().entries().size())),
        QMessageBox::NoButton, this);
    box->setObjectName(u"discardBox"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(tr("Nothing in AWS changes."));
    QPushButton *discard = box->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    box->addButton(tr("Keep editing"), QMessageBox::RejectRole);
    connect(discard, &QPushButton::clicked, this, [this] {
        m_workspace.discardAll();
        if (m_closing)
            close();
    });
    connect(box, &QDialog::finished, this, [this] { m_closing = m_closing && m_workspace.staged().isEmpty(); });
    box->open();
}

void MainWindow::message(int kind, const QString &sentence, const QString &label, Action action, const QString &details,
                         const QString &requestId)
{
    m_messageLife.stop();
    m_messageAction = std::move(action);
    m_message->showMessage(MessageBar::Kind(kind), sentence, label, details, requestId);
}

void MainWindow::warn(const QString &sentence)
{
    message(int(MessageBar::Kind::Warning), sentence);
}

void MainWindow::showError(const Error &error, const QString &subject, const Action &again)
{
    const ErrorMessage text = ErrorText::message(error, subject);
    QString label = text.nextStepLabel;
    Action action;
    switch (text.nextStep) {
    case NextStep::None:
        label.clear();
        break;
    case NextStep::TryAgain:
    case NextStep::UnlockKeychain:
    case NextStep::CheckProxy:
        label = ErrorText::label(NextStep::TryAgain);
        action = again;
        break;
    case NextStep::Reload:
        action = [this] { m_actions->action(Actions::Id::Reload)->trigger(); };
        break;
    case NextStep::SignIn:
    case NextStep::CheckProfile:
        label = tr("Use another profile");
        action = [this] { showFirstRun(); };
        break;
    case NextStep::EnterClientSecret:
    case NextStep::Authorise:
    case NextStep::OpenRaw:
        action = [this] { m_actions->action(Actions::Id::Edit)->trigger(); };
        break;
    case NextStep::ShowPermission:
    case NextStep::ShowDetails:
        label.clear();
        break; // the details stand behind the copy button
    }
    message(int(MessageBar::Kind::Error), text.sentence, label, action, text.details, text.requestId);
}

void MainWindow::focusArea(int step)
{
    if (!m_browser || m_views->currentWidget() != m_browser)
        return;
    const bool due = m_due && m_areas->currentWidget() == m_due;
    const QList<QWidget *> areas = due ? QList<QWidget *>{m_sidebar, m_due, m_staged, m_top}
                                       : QList<QWidget *>{m_sidebar, m_list, m_detail, m_staged, m_top};
    qsizetype at = -1;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (QWidget *focus = focusWidget(); focus && (areas.at(i) == focus || areas.at(i)->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype tried = 0; tried < areas.size(); ++tried) {
        at = (at + step + areas.size()) % areas.size();
        QWidget *area = areas.at(at);
        if (!area->isVisible())
            continue;
        if (area == m_list)
            m_list->focusList();
        else if (area == m_due)
            m_due->focusList();
        else if (area == m_detail && m_workspace.content())
            m_detail->values().focusTable();
        else if (area == m_sidebar)
            m_sidebar->setFocus(Qt::ShortcutFocusReason);
        else {
            QWidget *first = nullptr;
            for (QWidget *child : area->findChildren<QWidget *>()) {
                if (!first && child->isVisible() && child->isEnabled() && child->focusPolicy() & Qt::TabFocus)
                    first = child;
            }
            if (!first)
                continue;
            first->setFocus(Qt::ShortcutFocusReason);
        }
        return;
    }
}

void MainWindow::arrange()
{
    const int now = width() >= fullWidth ? Full : width() >= railBelow ? NarrowList : Rail;
    m_top->setCompact(now == Rail);
    m_status->setCompact(now == Rail);
    if (!m_browser)
        return;
    m_detail->setLow(height() < lowBelow);
    if (now == m_arrangement)
        return;
    m_arrangement = now;
    const bool rail = now == Rail || m_railWanted;
    m_sidebar->setRail(rail);
    m_sidebar->setMinimumWidth(rail ? metrics::railWidth : 160);
    m_sidebar->setMaximumWidth(rail ? metrics::railWidth : 420);
    const int side = rail ? metrics::railWidth : metrics::sidebarWidth;
    m_browser->setSizes({side, width() - side});
    m_list->setNarrow(now != Full);
    const int list = now == Full ? metrics::listWidth : metrics::narrowListWidth;
    m_split->setSizes({list, width() - side - list});
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    arrange();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_workspace.runningWrites() > 0 && !m_waitedLongEnough) {
        event->ignore();
        if (!m_closing)
            QTimer::singleShot(10s, this, [this] {
                m_waitedLongEnough = true;
                if (m_closing)
                    close();
            });
        m_closing = true;
        message(int(MessageBar::Kind::Info),
                tr("A write is under way. The window closes when it is done, at the latest in 10 seconds."));
        return;
    }
    if (!m_workspace.staged().isEmpty() && !m_waitedLongEnough) {
        event->ignore();
        m_closing = true;
        askDiscard();
        return;
    }
    m_clipboard->clearNow();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveLayout(QSettings &settings) const
{
    settings.setValue(u"window/geometry"_s, saveGeometry());
    settings.setValue(u"window/rail"_s, m_railWanted);
    if (m_browser && m_arrangement == Full) {
        settings.setValue(u"window/sidebar"_s, m_browser->saveState());
        settings.setValue(u"window/list"_s, m_split->saveState());
    }
}

void MainWindow::restoreFrame(const QSettings &settings)
{
    resize(1440, 900);
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    m_railWanted = settings.value(u"window/rail"_s).toBool();
}

void MainWindow::restoreAreas(const QSettings &settings)
{
    if (!m_browser)
        return;
    m_arrangement = -1;
    arrange();
    if (m_arrangement == Full) {
        m_browser->restoreState(settings.value(u"window/sidebar"_s).toByteArray());
        m_split->restoreState(settings.value(u"window/list"_s).toByteArray());
    }
}

} // namespace keyturn
