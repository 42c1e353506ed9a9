#include "ui/window/main_window.h"

#include "core/workspace/workspace.h"
#include "ui/connect/add_keys_dialog.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/editor/value_operations.h"
#include "ui/editor/values_tab.h"
#include "ui/entry/detail_page.h"
#include "ui/list/list_page.h"
#include "ui/review/review_dialog.h"
#include "ui/review/review_obstacle.h"
#include "ui/review/staged_text.h"
#include "ui/style/grow_animation.h"
#include "ui/text/wording.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/scrim.h"
#include "ui/window/close_guard.h"
#include "ui/window/command_palette.h"
#include "ui/window/discard_dialog.h"
#include "ui/window/save_undo.h"
#include "ui/window/staged_bar.h"

#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

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
        if (m_workspace.openEntry().id())
            m_workspace.refreshes().refresh(*m_workspace.openEntry().id());
    });
    on(Id::Reload, [this] {
        m_workspace.listing().reload();
        if (m_workspace.openEntry().id())
            m_workspace.openEntry().open(*m_workspace.openEntry().id());
    });
    connect(m_actions->action(Id::DueBoard), &QAction::triggered, this, [this](bool shown) {
        if (shown)
            openDueBoard();
        else
            leaveDueBoard();
    });
    on(Id::Edit, [this] {
        leaveDueBoard();
        m_detail->edit();
    });
    on(Id::Review, [this] { openReview(); });
    on(Id::Undo, [this] { m_workspace.staging().undo(); });
    on(Id::Redo, [this] { m_workspace.staging().redo(); });
    on(Id::DiscardAll, [this] { askDiscard(); });
    on(Id::CopyValue, [this] { m_detail->values().copyCurrent(); });
    on(Id::ToggleMask, [this] { m_detail->values().toggleMaskCurrent(); });
    on(Id::RemoveKey, [this] { m_detail->values().removeCurrent(); });
    on(Id::AddKey, [this] { m_detail->values().addKey(); });
    on(Id::RenameKey, [this] { m_detail->values().renameCurrent(); });
    on(Id::DuplicateKey, [this] { m_detail->values().duplicateCurrent(); });
    on(Id::MoveKeyUp, [this] { m_detail->values().moveCurrent(-1); });
    on(Id::MoveKeyDown, [this] { m_detail->values().moveCurrent(1); });
    on(Id::PasteKeys, [this] { m_detail->values().operations().paste(); });
    on(Id::ImportKeys, [this] { m_detail->values().operations().importFile(); });
    on(Id::ExportEntry, [this] { m_detail->values().operations().exportKeys(); });
    on(Id::GeneratePassword, [this] { m_detail->values().generateCurrent(); });
    on(Id::NewEntry, [this] { newEntry(); });
    on(Id::FindInEntry, [this] {
        m_detail->showTab(DetailPage::Values);
        m_detail->values().openFind();
    });
    on(Id::TabValues, [this] { m_detail->showTab(DetailPage::Values); });
    on(Id::TabVersions, [this] { m_detail->showTab(DetailPage::Versions); });
    on(Id::TabDetails, [this] { m_detail->showTab(DetailPage::Details); });
    on(Id::NextProfile, [this] { nextProfile(); });
    on(Id::Profiles, [this] { showFirstRun(); });
    on(Id::AddAccessKeys, [this] { addAccessKeys(); });
    on(Id::UnlockWriting, [this] { m_workspace.place().unlockWriting(); });
    connect(m_actions->action(Id::MarkProduction), &QAction::triggered, this, [this](bool production) {
        m_workspace.markProduction(production);
        updateActions();
    });
    on(Id::ToggleSidebar, [this] {
        m_railWanted = !m_railWanted;
        m_arrangement = -1;
        arrange();
    });
    on(Id::NextArea, [this] { focusArea(1); });
    on(Id::PreviousArea, [this] { focusArea(-1); });
    on(Id::Quit, [this] { close(); });
    connectVersionActions();
}

void MainWindow::updateActions()
{
    using Id = Actions::Id;
    const EntryContent *content = m_workspace.openEntry().content();
    const QString notOpen = m_workspace.place().isOpen() ? QString() : tr("Choose a profile first");
    const QString noEntry = content ? QString() : tr("Choose an entry first");
    QString noEdit = noEntry;
    if (content && !content->entry.isWritable())
        noEdit = Wording::notWritable(content->entry);
    else if (content && m_workspace.running().isWriting(content->entry.id))
        noEdit = tr("Saving…");
    else if (content && m_workspace.halfSaves().find(content->entry.id))
        noEdit = tr("Finish or undo the interrupted save first");
    QString noKeys = noEdit;
    if (noKeys.isEmpty() && content->entry.id.store == Store::ParameterStore)
        noKeys = tr("A parameter has one value and no keys");
    else if (noKeys.isEmpty() && (content->binary || content->document.isRaw()))
        noKeys = tr("This secret is not key/value JSON");
    QString noRefresh = noEntry;
    if (content) {
        const RefreshReadiness readiness = refreshReadiness(*content);
        if (m_workspace.refreshes().isRefreshing(content->entry.id))
            noRefresh = tr("The token is being refreshed");
        else if (m_workspace.refreshes().unfinished(content->entry.id)
                 || m_workspace.halfSaves().find(content->entry.id))
            noRefresh = tr("Finish the unfinished operation first");
        else if (!readiness.possible)
            noRefresh = ErrorText::obstacle(readiness.obstacle);
        else if (!m_workspace.place().canWrite())
            noRefresh = tr("Production is read-only");
        else if (m_workspace.staging().edits().item(content->entry.id))
            noRefresh = tr("Save or discard the unsaved changes of this entry first");
    }
    const QString nothingStaged = m_workspace.staging().edits().isEmpty() ? tr("No unsaved changes") : QString();
    m_actions->setObstacle(Id::RefreshToken, noRefresh);
    m_actions->setObstacle(Id::Edit, noEdit);
    m_actions->setObstacle(Id::AddKey, noKeys);
    for (Id id : {Id::RemoveKey, Id::RenameKey, Id::DuplicateKey, Id::MoveKeyUp, Id::MoveKeyDown})
        m_actions->setObstacle(id, noKeys);
    m_actions->setObstacle(Id::FindInEntry, noEntry);
    m_actions->setObstacle(Id::PasteKeys, noKeys);
    m_actions->setObstacle(Id::ImportKeys, noKeys);
    m_actions->setObstacle(Id::ExportEntry,
                           content && content->binary ? tr("The view of the bytes has its own export") : noEntry);
    m_actions->setObstacle(Id::GeneratePassword, content && content->binary ? tr("Not for binary values") : noEdit);
    m_actions->setObstacle(Id::NewEntry, notOpen);
    m_actions->setObstacle(Id::CopyValue, noEntry);
    m_actions->setObstacle(Id::ToggleMask, noEntry);
    m_actions->setObstacle(Id::CopyName, noEntry);
    m_actions->setObstacle(Id::TabValues, noEntry);
    m_actions->setObstacle(Id::TabVersions, noEntry);
    m_actions->setObstacle(Id::TabDetails, noEntry);
    const QString noReview =
        nothingStaged.isEmpty() ? ReviewObstacle::ofStaged(m_workspace.staging().edits()) : nothingStaged;
    m_actions->setObstacle(Id::Review, noReview);
    m_staged->setReviewObstacle(noReview);
    const QString half =
        m_workspace.halfSaves().entries().isEmpty() ? QString() : tr("Finish or undo the interrupted save first");
    const auto unlessHalf = [&half](const QString &reason) { return half.isEmpty() ? reason : half; };
    const StagedEdits &staged = m_workspace.staging().edits();
    m_actions->setText(Id::Undo,
                       staged.canUndo() ? tr("Undo %1").arg(StagedText::step(*staged.undoStep())) : tr("Undo"));
    m_actions->setText(Id::Redo,
                       staged.canRedo() ? tr("Redo %1").arg(StagedText::step(*staged.redoStep())) : tr("Redo"));
    m_actions->setObstacle(Id::DiscardAll, unlessHalf(nothingStaged));
    m_actions->setObstacle(Id::Undo, unlessHalf(staged.canUndo() ? QString() : tr("Nothing to undo")));
    m_actions->setObstacle(Id::Redo, unlessHalf(staged.canRedo() ? QString() : tr("Nothing to redo")));
    m_actions->setObstacle(Id::UndoSave, m_saveUndo->obstacle());
    updateVersionActions();
    m_actions->setObstacle(Id::Reload, notOpen);
    m_actions->setObstacle(Id::Filter, notOpen);
    m_actions->setObstacle(Id::DueBoard, notOpen);
    m_actions->setObstacle(Id::NextArea, notOpen);
    m_actions->setObstacle(Id::PreviousArea, notOpen);
    m_actions->setObstacle(Id::ToggleSidebar, notOpen);
    QString noMark = notOpen;
    if (noMark.isEmpty() && m_workspace.place().profile().kind == ProfileKind::Sandbox)
        noMark = tr("The sandbox can't be production");
    else if (noMark.isEmpty() && !m_workspace.staging().edits().isEmpty())
        noMark = tr("Save or discard the unsaved changes first");
    else if (noMark.isEmpty() && m_workspace.running().count() > 0)
        noMark = tr("Wait for the save to finish");
    m_actions->setObstacle(Id::MarkProduction, noMark);
    m_actions->action(Id::MarkProduction)->setChecked(m_workspace.place().profile().production);
    m_actions->setObstacle(Id::UnlockWriting, m_workspace.place().access() == Place::Access::ReadOnly
                                                  ? QString()
                                                  : tr("Writing is not locked"));
}

void MainWindow::updateStaged()
{
    const StagedEdits &staged = m_workspace.staging().edits();
    QStringList names;
    for (const EntryId &id : staged.entries())
        names.append(id.name);
    if (!staged.isEmpty() && m_browser && m_views->currentWidget() == m_browser)
        growIn(m_staged);
    m_staged->setChanges(staged.count(), names, StagedText::isSecretsOnly(staged));
    m_staged->setUndoEnabled(staged.canUndo());
    updateActions();
}

void MainWindow::openPalette(const QString &text)
{
    if (!m_palette) {
        m_palette = new CommandPalette(this);
        connect(m_palette, &CommandPalette::entryChosen, this, &MainWindow::openEntry);
    }
    m_palette->open(m_actions->all(), m_workspace.listing().entries(), text);
}

ReviewDialog *MainWindow::openReview()
{
    if (m_workspace.staging().edits().isEmpty())
        return nullptr;
    if (m_review)
        return m_review;
    if (!m_workspace.place().canWrite()) {
        message(int(MessageBar::Kind::Info), tr("Production is read-only."), tr("Unlock writing for 10 minutes"),
                [this] { m_workspace.place().unlockWriting(); });
        m_closeGuard->cancel();
        return nullptr;
    }
    m_review = new ReviewDialog(m_workspace, this);
    m_review->setAttribute(Qt::WA_DeleteOnClose);
    m_review->resize(std::min(1120, width() - 48), std::min(664, height() - 48));
    m_scrim->show();
    m_scrim->raise();
    connect(m_review, &QDialog::finished, this, [this] {
        m_scrim->hide();
        m_review.clear(); // it is deleted later, and another one may be wanted before
        if (!m_workspace.staging().edits().isEmpty() && m_workspace.running().count() == 0)
            m_closeGuard->cancel(); // the save that was to come first did not
    });
    connect(m_review, &ReviewDialog::savedAll, this, &MainWindow::showSaved);
    m_review->open();
    return m_review;
}

void MainWindow::newEntry()
{
    if (!m_workspace.place().canWrite()) {
        emit m_detail->writingNeeded();
        return;
    }
    auto *dialog = new NewEntryDialog(m_workspace, *m_clipboard, this);
    dialog->setWindowModality(Qt::WindowModal);
    m_scrim->show();
    m_scrim->raise();
    connect(dialog, &QDialog::finished, m_scrim, &QWidget::hide);
    connect(dialog, &NewEntryDialog::created, this, [this](const QString &name) {
        message(int(MessageBar::Kind::Success), tr("%1 was created.").arg(name));
        m_messageLife.start(8s);
        const auto openIt = [this, name] {
            const QList<Entry> &listed = m_workspace.listing().entries();
            const auto made = std::find_if(listed.begin(), listed.end(),
                                           [&name](const Entry &entry) { return entry.id.name == name; });
            if (made != listed.end())
                openEntry(made->id);
        };
        connect(&m_workspace.listing(), &Listing::finished, this, openIt,
                Qt::ConnectionType(Qt::AutoConnection | Qt::SingleShotConnection));
    });
    dialog->open();
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
    auto *dialog = new DiscardDialog(StagedText::changes(m_workspace.staging().edits()), this);
    connect(dialog, &DiscardDialog::discardWanted, &m_workspace.staging(), &Staging::discardAll);
    connect(dialog, &DiscardDialog::saveWanted, this, [this] { openReview(); });
    connect(dialog, &QDialog::rejected, m_closeGuard, &CloseGuard::cancel);
    openDialog(dialog);
}

} // namespace keyturn
