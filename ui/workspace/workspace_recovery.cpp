#include "core/save/save_recovery.h"
#include "ui/workspace/workspace_session.h"

namespace keyturn {

namespace {

//! Keeps the connection for as long as it reads.
Task<Result<std::optional<HalfSaved>>> lookAt(std::shared_ptr<Connection> connection, SaveJournal::Record record)
{
    const SaveRecovery recovery(connection->parameterStore());
    co_return co_await recovery.look(std::move(record));
}

} // namespace

void Workspace::keepJournal(const QString &folder)
{
    m_journal = std::make_unique<SaveJournal>(folder);
}

void Workspace::recoverSaves()
{
    if (!m_journal)
        return;
    m_session->save.keepNotes({m_journal.get(), m_identity.arn});
    for (const SaveJournal::Record &record : m_journal->records()) {
        if (record.account != m_identity.account || record.region != m_region || !m_journal->take(record.id))
            continue;
        const EntryId id{Store::ParameterStore, record.account, record.region, record.entry};
        const std::shared_ptr<void> hold(m_journal.get(),
                                         [journal = m_journal.get(), id = record.id](void *) { journal->release(id); });
        m_reads.launch(lookAt(sharedConnection(), record),
                       [this, id, hold, name = record.id](const Result<std::optional<HalfSaved>> &found) {
                           if (!found) {
                               if (found.error().kind != ErrorKind::NotFound) // else they are not these parameters
                                   emit recoveryFailed(id, found.error());
                           } else if (!*found) {
                               m_journal->remove(name);
                           } else if (!isHeld(id)) {
                               m_halfSaved.insert(id, std::make_shared<Half>(Half{m_session, **found, hold}));
                               emit halfSavedFound(id);
                           }
                       });
    }
}

//! Their records stay for the next time this place is opened.
void Workspace::forgetRecovered()
{
    const QList<EntryId> all = m_halfSaved.keys();
    for (const EntryId &id : all) {
        if (m_halfSaved.value(id)->state.recovered && !m_saving.contains(id))
            m_halfSaved.remove(id);
    }
}

void Workspace::keepHalfSave(const EntryId &id)
{
    const HalfSaved *half = halfSaved(id);
    if (!half || !half->recovered || m_saving.contains(id))
        return;
    m_journal->remove(half->record->id);
    m_halfSaved.remove(id);
    emit halfSavedEnded(id);
}

} // namespace keyturn
