#include "ui/window/main_window.h"

#include "core/workspace/workspace.h"
#include "ui/entry/detail_page.h"
#include "ui/list/bulk_page.h"
#include "ui/list/list_page.h"
#include "ui/review/staged_text.h"
#include "ui/search/entry_list_model.h"
#include "ui/style/grow_animation.h"
#include "ui/versions/versions_tab.h"
#include "ui/widgets/actions.h"
#include "ui/window/action_policy.h"
#include "ui/window/action_texts.h"
#include "ui/window/area_focus.h"
#include "ui/window/browser.h"
#include "ui/window/close_guard.h"
#include "ui/window/command_palette.h"
#include "ui/window/connection_health.h"
#include "ui/window/consent_flow.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/entry_flow.h"
#include "ui/window/lock_flow.h"
#include "ui/window/message_center.h"
#include "ui/window/place_flow.h"
#include "ui/window/refresh_flow.h"
#include "ui/window/save_flow.h"
#include "ui/window/shortcuts_dialog.h"
#include "ui/window/staged_bar.h"
#include "ui/window/status_line.h"
#include "ui/window/top_bar.h"
#include "ui/window/value_actions.h"
#include "ui/window/writing_guard.h"

#include <QSet>
#include <QSettings>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace keyturn {

void MainWindow::connectActions()
{
    using Id = Actions::Id;
    const auto on = [this](Id id, const auto &run) { connect(m_actions->action(id), &QAction::triggered, this, run); };
    const auto onWriting = [this, &on](Id id, const std::function<void()> &run) {
        on(id, [this, run] { m_writing->run(run); });
    };
    on(Id::Palette, [this] { openPalette(); });
    on(Id::Shortcuts, [this] { m_dialogs->open(new ShortcutsDialog(*m_actions, this)); });
    on(Id::Filter, [this] {
        browser().leaveDueBoard();
        m_browser->list().focusFilter();
    });
    for (const auto &[id, open] :
         {std::pair(Id::DueBoard, &MainWindow::openDueBoard), std::pair(Id::SeveralPlaces, &MainWindow::openPlaces)}) {
        connect(m_actions->action(id), &QAction::triggered, this,
                [this, open = open](bool shown) { shown ? (this->*open)() : browser().leaveDueBoard(); });
    }
    onWriting(Id::Edit, [this] {
        browser().leaveDueBoard();
        detail().edit();
    });
    onWriting(Id::RefreshToken, [this] { m_refreshes->refresh(browser().bulk().entries()); });
    on(Id::KeyMap, [this] { m_refreshes->openKeyMap(); });
    onWriting(Id::Authorise, [this] { m_consents->openForOpenEntry(); });
    on(Id::Review, [this] { openReview(); });
    on(Id::Undo, [this] { m_workspace.staging().undo(); });
    on(Id::Redo, [this] { m_workspace.staging().redo(); });
    on(Id::DiscardAll, [this] { m_saves->askDiscard(); });
    on(Id::UndoSave, [this] { m_saves->undoSave(); });
    onWriting(Id::NewEntry, [this] { m_entryFlow->create(); });
    onWriting(Id::DeleteEntry, [this] { openDeletion(); });
    onWriting(Id::RestoreEntry, [this] { m_entryFlow->restore(); });
    on(Id::CompareEntries, [this] {
        const QList<EntryId> several = browser().bulk().entries();
        if (several.size() == 2)
            openComparison(several.at(0), several.at(1));
        else if (m_workspace.openEntry().id())
            openComparison(*m_workspace.openEntry().id());
    });
    on(Id::TabValues, [this] { detail().showTab(DetailPage::Values); });
    on(Id::TabVersions, [this] { detail().showTab(DetailPage::Versions); });
    on(Id::TabRotation, [this] { detail().showTab(DetailPage::Rotation); });
    on(Id::TabDetails, [this] { detail().showTab(DetailPage::Details); });
    on(Id::ToggleSidebar, [this] {
        m_railWanted = !m_railWanted;
        browser().arrangeAnew();
        arrange();
    });
    on(Id::NextArea, [this] { focusArea(1); });
    on(Id::PreviousArea, [this] { focusArea(-1); });
    on(Id::Lock, [this] { m_lock->lockSoon(); });
    on(Id::Quit, [this] { close(); });
    connectValueActions(*m_actions, *m_writing, [this]() -> DetailPage & { return detail(); });
    connectPlaceActions();
}

void MainWindow::connectPlaceActions()
{
    using Id = Actions::Id;
    const auto on = [this](Id id, const auto &run) { connect(m_actions->action(id), &QAction::triggered, this, run); };
    on(Id::Reload, [this] {
        m_workspace.listing().reload();
        if (m_workspace.openEntry().id())
            m_workspace.openEntry().open(*m_workspace.openEntry().id());
    });
    on(Id::Profiles, [this] { showFirstRun(); });
    connect(m_actions->action(Id::MarkProduction), &QAction::triggered, this, [this](bool production) {
        m_workspace.markProduction(production);
        updateActions();
    });
}

void MainWindow::connectLock()
{
    m_lock->fillIdleMenu(m_top->idleMenu());
    connect(m_lock, &LockFlow::quitWanted, this, &QWidget::close);
    connect(m_closeGuard, &CloseGuard::lockedEdits, m_lock, &LockFlow::warnOfEdits);
    connect(m_lock, &LockFlow::locked, this, [this] {
        if (m_browser) { // pages are made anew: nothing of what they showed may stay
            QSettings settings;
            saveLayout(settings);
        }
        delete std::exchange(m_browser, nullptr);
        delete std::exchange(m_palette, nullptr);
        for (QWidget *bar :
             {static_cast<QWidget *>(m_top), static_cast<QWidget *>(m_staged), static_cast<QWidget *>(m_status)})
            bar->hide();
        setWindowTitle(tr("Keyturn, locked"));
        updateActions();
    });
    connect(m_lock, &LockFlow::unlocked, this, [this](bool returns) {
        setWindowTitle(u"Keyturn"_s);
        if (returns) {
            showBrowser();
            restoreAreas(QSettings());
        } else {
            showFirstRun();
            focusContent();
        }
        updateActions();
    });
}

void MainWindow::updateActions()
{
    m_messages->dropUntrue();
    using Id = Actions::Id;
    const QList<EntryId> several = m_browser ? m_browser->bulk().entries() : QList<EntryId>();
    WindowState state = WindowState::of(m_workspace);
    state.areSeveralSelected = !several.isEmpty();
    if (state.areSeveralSelected)
        state.whyNotCompared = BulkPage::comparisonObstacle(m_workspace, several);
    state.whySaveNotUndone = m_saves->undoObstacle();
    state.isRefused = m_health->state() == ConnectionHealth::State::Refused;
    state.isOffline = m_health->isOffline();
    const QHash<Id, QString> obstacles = ActionPolicy::obstacles(state);
    for (auto it = obstacles.begin(); it != obstacles.end(); ++it)
        m_actions->setObstacle(it.key(), it.value());
    ActionTexts::set(*m_actions, m_workspace.staging().edits(), several.size());
    m_actions->action(Id::MarkProduction)->setChecked(m_workspace.place().profile().production);
}

void MainWindow::updateStaged()
{
    const StagedEdits &staged = m_workspace.staging().edits();
    QStringList names;
    for (const EntryId &id : staged.entries())
        names.append(id.name);
    if (const QWidget *focus = focusWidget(); staged.isEmpty() && focus && m_staged->isAncestorOf(focus))
        focusContent();
    if (!staged.isEmpty() && m_browser && m_views->currentWidget() == m_browser)
        growIn(m_staged);
    m_staged->setChanges(staged.count(), names, StagedText::isSecretsOnly(staged));
    updateActions();
}

void MainWindow::updateUnfinished()
{
    const QList<EntryId> half = m_workspace.halfSaves().entries();
    const QList<EntryId> refreshes = m_workspace.refreshes().unfinishedEntries();
    QSet<EntryId> unfinished(half.begin(), half.end());
    const QList<EntryId> secrets = m_workspace.clientSecrets().unfinished();
    unfinished.unite(QSet<EntryId>(refreshes.begin(), refreshes.end()));
    unfinished.unite(QSet<EntryId>(secrets.begin(), secrets.end()));
    m_entries->setUnfinished(unfinished);
    updateActions();
}

void MainWindow::rememberKeys()
{
    const EntryContent *content = m_workspace.openEntry().content();
    if (!content)
        return;
    QStringList keys;
    for (const EntryField &field : content->fields)
        keys.append(field.key);
    m_entries->setKeys(content->entry.id, keys);
}

void MainWindow::focusContent()
{
    if (m_browser && m_views->currentWidget() == m_browser)
        m_browser->focusContent();
    else if (m_views->currentWidget())
        focusFirstIn(*m_views->currentWidget());
}

void MainWindow::focusArea(int step)
{
    if (!m_browser || m_views->currentWidget() != m_browser)
        return;
    const QList<QWidget *> inside = m_browser->areas();
    const QList<QWidget *> areas = inside + QList<QWidget *>{m_staged, m_top};
    focusNextArea(areas, focusWidget(), step, [&](QWidget *area) {
        return inside.contains(area) ? m_browser->focusArea(area) : focusFirstIn(*area);
    });
}

void MainWindow::openPalette(const QString &text)
{
    if (!m_palette) {
        m_palette = new CommandPalette(this);
        connect(m_palette, &CommandPalette::entryChosen, this, &MainWindow::openEntry);
    }
    m_palette->open(m_actions->all(), m_actions->ofEntry(), m_workspace.listing().entries(), text);
}

bool MainWindow::goTo(const QString &profile, const QString &region)
{
    return m_places->goTo(profile, region);
}

void MainWindow::warn(const QString &sentence)
{
    m_messages->warn(sentence);
}

void MainWindow::openEntry(const EntryId &id)
{
    browser().openEntry(id);
}

void MainWindow::openDueBoard()
{
    m_views->setCurrentWidget(&browser());
    m_browser->openDueBoard();
}

void MainWindow::openPlaces()
{
    m_views->setCurrentWidget(&browser());
    m_browser->openPlaces();
}

void MainWindow::openReminders()
{
    m_views->setCurrentWidget(&browser());
    m_browser->openReminders();
}

ReviewDialog *MainWindow::openReview()
{
    return m_saves->openReview();
}

void MainWindow::openRollback(int row)
{
    VersionsTab *versions = detail().versions();
    m_entryFlow->openRollback(versions ? &versions->reader() : nullptr, row);
}

void MainWindow::openLabels(int row)
{
    VersionsTab *versions = detail().versions();
    m_entryFlow->openLabels(versions ? &versions->reader() : nullptr, row);
}

void MainWindow::openDeletion()
{
    m_entryFlow->openDeletion();
}

void MainWindow::openComparison(const EntryId &a, std::optional<EntryId> b)
{
    m_entryFlow->openComparison(a, std::move(b));
}

ListPage &MainWindow::list()
{
    return browser().list();
}

DetailPage &MainWindow::detail()
{
    return browser().detail();
}

} // namespace keyturn
