#include "ui/workspace/workspace.h"

#include "core/save/entry_save.h"
#include "core/versions/save_reversal.h"
#include "ui/workspace/workspace_session.h"

namespace keyturn {

void Workspace::beginMerge(const EntryId &id)
{
    const StagedEdits::Item *item = m_staged.item(id);
    if (!m_session || !item || isHeld(id))
        return;
    m_reads.launch(m_session->store.open(item->base.entry), [this, id](const Result<EntryContent> &theirs) {
        const StagedEdits::Item *now = m_staged.item(id);
        if (!now)
            return;
        if (!theirs) {
            emit saveFailed(id, theirs.error());
            return;
        }
        const Result<ThreeWayMerge> merge = ThreeWayMerge::of(now->base, now->edits, *theirs);
        if (merge)
            emit mergeReady(id, *merge);
        else
            emit saveFailed(id, merge.error());
    });
}

void Workspace::takeMerge(const ThreeWayMerge &merge)
{
    const EntryId id = merge.theirs().entry.id;
    if (!m_staged.item(id) || isHeld(id))
        return;
    m_staged.adopt(merge.theirs(), merge.edits());
    if (m_openId == id)
        show(merge.theirs());
    emit stagedChanged();
}

void Workspace::save(const QList<EntryId> &ids)
{
    if (!m_session || !canWrite())
        return;
    for (const EntryId &id : ids) {
        const StagedEdits::Item *item = m_staged.item(id);
        if (!item || isHeld(id))
            continue;
        m_saving.insert(id, m_session);
        m_writes.launch(m_session->save.run(item->base, item->edits, item->details, item->token),
                        [this, id](const Result<EntrySaved> &saved) {
                            if (saved)
                                saveDone(id, saved->values, saved->details);
                            else
                                saveDone(id, saved.error(), {});
                        });
    }
    emit runningWritesChanged();
}

void Workspace::launchSave(const EntryId &id, std::shared_ptr<Session> session, Task<Result<SaveReceipt>> task)
{
    m_saving.insert(id, std::move(session));
    emit runningWritesChanged();
    m_writes.launch(std::move(task), [this, id](const Result<SaveReceipt> &receipt) { saveDone(id, receipt, {}); });
}

void Workspace::saveDone(const EntryId &id, const Result<SaveReceipt> &receipt, const DetailsReceipt &details)
{
    const std::shared_ptr<Session> session = m_saving.take(id);
    const std::shared_ptr<Half> before = m_halfSaved.value(id);
    const bool wasRecovered = before && before->state.recovered;
    if (receipt && receipt->half)
        m_halfSaved.insert(
            id, std::make_shared<Half>(Half{session, *receipt->half, before ? before->hold : std::shared_ptr<void>()}));
    else
        m_halfSaved.remove(id);
    m_refusals.remove(id);
    if (!receipt && receipt.error().kind == ErrorKind::AccessDenied)
        m_refusals.insert(id, receipt.error());
    emit runningWritesChanged();
    if (!receipt || receipt->half) {
        emit saveFailed(id, receipt ? receipt->half->cause : receipt.error());
        if (wasRecovered && !m_halfSaved.contains(id)) {
            emit halfSavedEnded(id);
            if (session == m_session)
                rereadMetadata(id);
        }
        return;
    }
    recordWrite(id, receipt->versionId);
    const StagedEdits::Item *item = m_staged.item(id);
    DetailChanges left = item ? item->details : DetailChanges();
    for (const DetailKey &key : details.saved)
        left.remove(key);
    m_staged.keepDetails(id, left);
    emit stagedChanged();
    if (details.failures.isEmpty())
        emit saved(id, *receipt);
    else
        emit detailsFailed(id, *receipt, details);
    if (session == m_session)
        rereadMetadata(id);
}

const HalfSaved *Workspace::halfSaved(const EntryId &id) const
{
    const auto it = m_halfSaved.constFind(id);
    return it == m_halfSaved.constEnd() ? nullptr : &(*it)->state;
}

void Workspace::finishSave(const EntryId &id)
{
    const std::shared_ptr<Half> half = m_halfSaved.value(id);
    if (half && !half->state.recovered && !m_saving.contains(id))
        launchSave(id, half->session, half->session->save.resume(half->state));
}

void Workspace::undoSave(const EntryId &id)
{
    const std::shared_ptr<Half> half = m_halfSaved.value(id);
    if (half && !m_saving.contains(id))
        launchSave(id, half->session, half->session->save.rollBack(half->state));
}

bool Workspace::takeBack(const SavedVersions &saved)
{
    const EntryId id = saved.entry.id;
    if (!m_session || !canWrite() || isHeld(id) || m_staged.item(id))
        return false;
    launchSave(id, m_session, takeSaveBack(m_session->connection.get(), saved, m_session->save.notes()));
    return true;
}

const Error *Workspace::refusal(const EntryId &id) const
{
    const auto it = m_refusals.constFind(id);
    return it == m_refusals.constEnd() ? nullptr : &*it;
}

bool Workspace::create(const NewEntry &wanted, const QString &token)
{
    if (!m_session || !canWrite())
        return false;
    const std::shared_ptr<Session> session = m_session; // lives as long as the write
    ++m_creating;
    m_writes.launch(createEntry(session->connection.get(), wanted, token),
                    [this, session, name = wanted.name](const Result<> &created) {
                        --m_creating;
                        emit runningWritesChanged();
                        if (session == m_session)
                            reload();
                        if (created)
                            emit entryCreated(name);
                        else
                            emit creationFailed(created.error());
                    });
    emit runningWritesChanged();
    return true;
}

} // namespace keyturn
