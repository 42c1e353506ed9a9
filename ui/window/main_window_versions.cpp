#include "ui/window/main_window.h"

#include "core/save/secret_lifecycle.h"
#include "core/versions/version_rollback.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/entry/delete_entry_dialog.h"
#include "ui/entry/detail_page.h"
#include "ui/list/bulk_page.h"
#include "ui/versions/compare_dialog.h"
#include "ui/versions/labels_dialog.h"
#include "ui/versions/rollback_dialog.h"
#include "ui/versions/version_reader.h"
#include "ui/versions/versions_tab.h"
#include "ui/widgets/actions.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/scrim.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

Task<Result<>> restoreSecret(Connection *connection, Entry entry)
{
    const SecretLifecycle lifecycle(*connection);
    co_return co_await lifecycle.restore(std::move(entry));
}

} // namespace

void MainWindow::connectVersionActions()
{
    using Id = Actions::Id;
    const auto on = [this](Id id, const Action &action) {
        connect(m_actions->action(id), &QAction::triggered, this, action);
    };
    on(Id::DeleteEntry, [this] { openDeletion(); });
    on(Id::RestoreEntry, [this] { restoreEntry(); });
    on(Id::CompareEntries, [this] {
        if (m_bulk && m_bulk->entries().size() == 2)
            openComparison(m_bulk->entries().at(0), m_bulk->entries().at(1));
        else if (m_workspace.openEntry().id())
            openComparison(*m_workspace.openEntry().id());
    });
}

void MainWindow::connectDetailVersions()
{
    connect(m_detail, &DetailPage::rollbackRequested, this, &MainWindow::openRollback);
    connect(m_detail, &DetailPage::labelsRequested, this, &MainWindow::openLabels);
    connect(m_detail, &DetailPage::roomChanged, this, &MainWindow::arrange);
    connect(m_detail, &DetailPage::permissionAsked, this,
            [this](const MissingPermission &missing) { openDialog(new PermissionDialog(missing, this)); });
}

void MainWindow::updateVersionActions()
{
    using Id = Actions::Id;
    const auto id = m_workspace.openEntry().id();
    const Entry *entry = id ? m_workspace.listing().entry(*id) : nullptr;
    const QString noEntry = entry ? QString() : tr("Choose an entry first");
    QString noWrite = noEntry;
    if (entry && !m_workspace.place().canWrite())
        noWrite = tr("Production is read-only");
    else if (entry && (m_workspace.running().isWriting(entry->id) || m_workspace.refreshes().isRefreshing(entry->id)))
        noWrite = tr("Saving…");
    else if (entry && (m_workspace.refreshes().unfinished(entry->id) || m_workspace.halfSaves().find(entry->id)))
        noWrite = tr("Finish the unfinished operation first");
    else if (entry && m_workspace.staging().edits().item(entry->id))
        noWrite = tr("Save or discard the unsaved changes of this entry first");
    const bool deleted = entry && entry->deletedAt.isValid();
    m_actions->setObstacle(Id::DeleteEntry, !noWrite.isEmpty() ? noWrite
                                            : deleted          ? tr("It is scheduled for deletion already")
                                                               : QString());
    m_actions->setObstacle(Id::RestoreEntry, !noWrite.isEmpty() ? noWrite
                                             : deleted          ? QString()
                                                                : tr("It is not scheduled for deletion"));
    const bool several = m_bulk && !m_bulk->entries().isEmpty();
    m_actions->setText(Id::CompareEntries, several ? tr("Compare values…") : tr("Compare with another entry…"));
    m_actions->setObstacle(Id::CompareEntries, several ? BulkPage::comparisonObstacle(m_workspace, m_bulk->entries())
                                               : !noEntry.isEmpty() ? noEntry
                                               : deleted            ? tr("Restore the secret to read its values")
                                                                    : QString());
}

void MainWindow::openDialog(QDialog *dialog)
{
    m_scrim->show();
    m_scrim->raise();
    dialog->resize(std::min(dialog->width(), width() - 48), std::min(dialog->height(), height() - 48));
    connect(dialog, &QDialog::finished, m_scrim, &QWidget::hide);
    dialog->open();
}

void MainWindow::openAction(ActionDialog *dialog)
{
    connect(dialog, &ActionDialog::done, this, [this](const QString &sentence) {
        message(int(MessageBar::Kind::Success), sentence);
        m_messageLife.start(8s);
    });
    openDialog(dialog);
}

void MainWindow::openRollback(int row)
{
    VersionsTab *versions = m_detail->versions();
    const EntryContent *now = m_workspace.openEntry().content();
    if (!versions || !now || row < 0)
        return;
    const VersionHistory &history = versions->reader().history();
    if (history.entry().id.store == Store::SecretsManager) {
        openAction(new RollbackDialog(m_workspace, history, row, this));
        return;
    }
    const EntryContent *then = history.content(row);
    if (then
        && m_workspace.staging().stage(VersionRollback::edits(*now, *then), tr("rolling back to an older version")))
        openReview();
}

void MainWindow::openLabels(int row)
{
    if (VersionsTab *versions = m_detail->versions(); versions && versions->reader().history().size() > 0)
        openAction(new LabelsDialog(m_workspace, versions->reader().history(), row, this));
}

void MainWindow::openDeletion()
{
    const auto id = m_workspace.openEntry().id();
    const Entry *entry = id ? m_workspace.listing().entry(*id) : nullptr;
    if (!entry)
        return;
    auto *dialog = new DeleteEntryDialog(m_workspace, *entry, this);
    connect(dialog, &DeleteEntryDialog::exportRequested, this, [this, dialog] {
        dialog->reject();
        if (auto *action = findChild<QAction *>(u"actionExportEntry"_s))
            action->trigger();
    });
    openAction(dialog);
}

void MainWindow::openComparison(const EntryId &a, std::optional<EntryId> b)
{
    openDialog(new CompareDialog(m_workspace, a, std::move(b), this));
}

void MainWindow::restoreEntry()
{
    const auto id = m_workspace.openEntry().id();
    const Entry *known = id ? m_workspace.listing().entry(*id) : nullptr;
    if (!known)
        return;
    const Entry entry = *known;
    m_workspace.writes().run(
        entry.id, [entry](Connection &connection) { return restoreSecret(&connection, entry); }, this,
        [this, entry](const Result<> &restored) {
            if (!restored) {
                showError(restored.error(), entry.leafName(), [this] { restoreEntry(); });
                return;
            }
            message(int(MessageBar::Kind::Success), tr("%1 is restored.").arg(entry.leafName()));
            m_messageLife.start(8s);
        });
}

} // namespace keyturn
