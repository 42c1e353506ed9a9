#include "ui/window/save_undo.h"

#include "core/entry/entries.h"

using namespace std::chrono_literals;

namespace keyturn {

SaveUndo::SaveUndo(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{
    m_tick.setInterval(5s);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        if (m_workspace.clock().utcNow() < m_until)
            return;
        m_tick.stop();
        emit changed();
    });
    connect(&workspace.saves(), &Saves::saved, this, &SaveUndo::remember);
    connect(&workspace.saves(), &Saves::detailsFailed, this, &SaveUndo::remember); // its values are saved
    connect(&workspace.saves(), &Saves::failed, this, [this](const EntryId &id, const Error &error) {
        if (!m_running.remove(id))
            return;
        if (error.kind == ErrorKind::Conflict || error.kind == ErrorKind::NotFound || m_workspace.halfSaves().find(id))
            ended(id); // it cannot succeed any more
        emit changed();
        emit failed(id, error);
    });
    // Entries that are saved together end one after the other.
    connect(
        &workspace.running(), &RunningWrites::changed, this,
        [this] {
            if (m_workspace.running().count() == 0)
                m_isComplete = true;
        },
        Qt::QueuedConnection);
    connect(&workspace.place(), &Place::changed, this, [this] {
        m_saved.clear();
        m_tick.stop();
        emit changed();
    });
    connect(&workspace.staging(), &Staging::changed, this, &SaveUndo::changed);
    connect(&workspace.place(), &Place::accessChanged, this, &SaveUndo::changed);
    connect(&workspace.running(), &RunningWrites::changed, this, &SaveUndo::changed);
}

void SaveUndo::remember(const EntryId &id, const SaveReceipt &receipt)
{
    if (m_running.contains(id)) {
        ended(id);
        emit undone(id, receipt);
        return;
    }
    const Entry *entry = m_workspace.listing().entry(id);
    if (!receipt.changed || !entry)
        return;
    if (m_isComplete)
        m_saved.clear();
    m_isComplete = false;
    // The list still tells the tags from before the save.
    m_saved.append({*entry, receipt.versionId, receipt.versions, entry->tags.value(QLatin1String(rotatedAtTag))});
    m_until = m_workspace.clock().utcNow().addDuration(window);
    m_tick.start();
    emit changed();
}

QList<EntryId> SaveUndo::entries() const
{
    QList<EntryId> ids;
    for (const SavedVersions &saved : m_saved)
        ids.append(saved.entry.id);
    return ids;
}

QString SaveUndo::obstacle() const
{
    if (!m_running.isEmpty())
        return tr("Undoing…");
    if (m_saved.isEmpty())
        return tr("There is no save to undo");
    if (m_workspace.clock().utcNow() >= m_until)
        return tr("A save can be undone for 10 minutes. Use Versions to roll back.");
    for (const SavedVersions &saved : m_saved) {
        if (m_workspace.staging().edits().item(saved.entry.id))
            return tr("Save or discard the unsaved changes of %1 first").arg(saved.entry.leafName());
        if (m_workspace.running().isWriting(saved.entry.id) || m_workspace.refreshes().isRefreshing(saved.entry.id))
            return tr("%1 is being saved").arg(saved.entry.leafName());
        if (m_workspace.halfSaves().find(saved.entry.id))
            return tr("Finish the unfinished operation first");
    }
    return {};
}

void SaveUndo::undo()
{
    if (!obstacle().isEmpty())
        return;
    for (const SavedVersions &saved : std::as_const(m_saved)) {
        m_running.insert(saved.entry.id);
        if (!m_workspace.saves().takeBack(saved))
            m_running.remove(saved.entry.id);
    }
    emit changed();
}

void SaveUndo::ended(const EntryId &id)
{
    m_running.remove(id);
    m_saved.removeIf([&id](const SavedVersions &saved) { return saved.entry.id == id; });
    emit changed();
}

} // namespace keyturn

#include "moc_save_undo.cpp"
