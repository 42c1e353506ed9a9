#include "ui/window/entry_flow.h"

#include "core/save/secret_lifecycle.h"
#include "core/versions/version_rollback.h"
#include "core/workspace/workspace.h"
#include "ui/create/new_entry_dialog.h"
#include "ui/dialogs/permission_dialog.h"
#include "ui/entry/delete_entry_dialog.h"
#include "ui/versions/compare_dialog.h"
#include "ui/versions/labels_dialog.h"
#include "ui/versions/rollback_dialog.h"
#include "ui/versions/version_reader.h"
#include "ui/widgets/actions.h"
#include "ui/window/dialog_opener.h"
#include "ui/window/message_center.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

Task<Result<>> restoreSecret(Connection *connection, Entry entry)
{
    const SecretLifecycle lifecycle(*connection);
    co_return co_await lifecycle.restore(std::move(entry));
}

} // namespace

EntryFlow::EntryFlow(const WindowContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    WorkspaceLock &lock = m_context.workspace.lock();
    connect(&lock, &WorkspaceLock::locking, this, [this] { m_failure.reset(); });
    connect(&lock, &WorkspaceLock::formReturned, this, &EntryFlow::giveBack);
    const Writes &writes = m_context.workspace.writes();
    connect(&writes, &Writes::entryCreated, this, [&lock] {
        if (lock.isLocked())
            lock.keepForm({});
    });
    connect(&writes, &Writes::creationFailed, this, [this, &lock](const Error &error) {
        if (lock.isLocked())
            m_failure = error;
    });
}

const Entry *EntryFlow::openEntry() const
{
    const auto id = m_context.workspace.openEntry().id();
    return id ? m_context.workspace.listing().entry(*id) : nullptr;
}

void EntryFlow::create()
{
    openForm();
}

NewEntryDialog *EntryFlow::openForm()
{
    auto *dialog = new NewEntryDialog(m_context.workspace, m_context.clipboard, m_context.dialogs.window());
    connect(dialog, &NewEntryDialog::created, this, &EntryFlow::created);
    m_context.dialogs.open(dialog);
    return dialog;
}

void EntryFlow::giveBack(const SecretString &form)
{
    NewEntryDialog *dialog = openForm();
    dialog->takeOver(form);
    if (const std::optional<Error> failure = std::exchange(m_failure, {}))
        dialog->fail(*failure);
}

void EntryFlow::created(const QString &name)
{
    m_context.messages.succeed(tr("%1 was created.").arg(name));
    const auto openIt = [this, name] {
        const QList<Entry> &listed = m_context.workspace.listing().entries();
        const auto made =
            std::find_if(listed.begin(), listed.end(), [&name](const Entry &entry) { return entry.id.name == name; });
        if (made != listed.end())
            emit entryWanted(made->id);
    };
    connect(&m_context.workspace.listing(), &Listing::finished, this, openIt,
            Qt::ConnectionType(Qt::AutoConnection | Qt::SingleShotConnection));
}

void EntryFlow::openRollback(const VersionReader *versions, int row)
{
    const EntryContent *now = m_context.workspace.openEntry().content();
    if (!versions || !now || row < 0)
        return;
    const VersionHistory &history = versions->history();
    if (history.entry().id.isSecret()) {
        m_context.dialogs.open(new RollbackDialog(m_context.workspace, history, row, m_context.dialogs.window()));
        return;
    }
    const EntryContent *then = history.content(row);
    if (then
        && m_context.workspace.staging().stage(VersionRollback::edits(*now, *then),
                                               tr("rolling back to an older version")))
        emit reviewWanted();
}

void EntryFlow::openLabels(const VersionReader *versions, int row)
{
    if (versions && versions->history().size() > 0)
        m_context.dialogs.open(
            new LabelsDialog(m_context.workspace, versions->history(), row, m_context.dialogs.window()));
}

void EntryFlow::openDeletion()
{
    const Entry *entry = openEntry();
    if (!entry)
        return;
    auto *dialog = new DeleteEntryDialog(m_context.workspace, *entry, m_context.dialogs.window());
    connect(dialog, &DeleteEntryDialog::exportRequested, this, [this, dialog] {
        dialog->reject();
        m_context.actions.action(Actions::Id::ExportEntry)->trigger();
    });
    m_context.dialogs.open(dialog);
}

void EntryFlow::restore()
{
    const Entry *known = openEntry();
    if (!known)
        return;
    const Entry entry = *known;
    m_context.workspace.writes().run(
        entry.id, [entry](Connection &connection) { return restoreSecret(&connection, entry); }, this,
        [this, entry](const Result<> &restored) {
            if (restored)
                m_context.messages.succeed(tr("%1 is restored.").arg(entry.leafName()));
            else
                m_context.messages.showError(restored.error(), entry.leafName(), [this] { restore(); });
        });
}

void EntryFlow::openComparison(const EntryId &a, std::optional<EntryId> b)
{
    m_context.dialogs.open(new CompareDialog(m_context.workspace, a, std::move(b), m_context.dialogs.window()));
}

void EntryFlow::showPermission(const MissingPermission &missing)
{
    m_context.dialogs.open(new PermissionDialog(missing, m_context.dialogs.window()));
}

} // namespace keyturn

#include "moc_entry_flow.cpp"
