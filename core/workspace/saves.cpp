#include "core/workspace/saves.h"

#include "core/versions/save_reversal.h"

namespace keyturn {

Saves::Saves(Place &place, Listing &listing, Staging &staging, HalfSaves &halves, Writes &writes,
             RunningWrites &running) :
    m_place(place),
    m_listing(listing), m_staging(staging), m_halves(halves), m_writes(writes), m_running(running)
{
    connect(&place, &Place::left, this, [this] {
        m_reads.cancelAll();
        m_refusals.clear();
    });
}

void Saves::beginMerge(const EntryId &id)
{
    const StagedEdits::Item *item = m_staging.edits().item(id);
    if (!m_place.isOpen() || !item || m_staging.isHeld(id))
        return;
    m_reads.launch(m_place.session()->store.open(item->base.entry),
                   [this, id](const Result<EntryContent> &theirs) { merge(id, theirs); });
}

void Saves::merge(const EntryId &id, const Result<EntryContent> &theirs)
{
    const StagedEdits::Item *item = m_staging.edits().item(id);
    if (!item)
        return;
    if (!theirs) {
        emit failed(id, theirs.error());
        return;
    }
    const Result<ThreeWayMerge> merge = ThreeWayMerge::of(item->base, item->edits, *theirs);
    if (merge)
        emit mergeReady(id, *merge);
    else
        emit failed(id, merge.error());
}

void Saves::save(const QList<EntryId> &ids)
{
    if (!m_place.isOpen() || !m_place.canWrite())
        return;
    const SessionPtr session = m_place.session();
    for (const EntryId &id : ids) {
        const StagedEdits::Item *item = m_staging.edits().item(id);
        if (!item || m_staging.isHeld(id))
            continue;
        m_running.scope().launch(session->save.run(item->base, item->edits, item->details, item->token),
                                 [this, id](const Result<EntrySaved> &saved) {
                                     if (saved)
                                         done(id, saved->values, saved->details);
                                     else
                                         done(id, saved.error(), {});
                                 });
        m_running.begin(id, session);
    }
}

void Saves::launch(const EntryId &id, SessionPtr session, Task<Result<SaveReceipt>> task)
{
    m_running.begin(id, std::move(session));
    m_running.scope().launch(std::move(task),
                             [this, id](const Result<SaveReceipt> &receipt) { done(id, receipt, {}); });
}

void Saves::done(const EntryId &id, const Result<SaveReceipt> &receipt, const DetailsReceipt &details)
{
    const SessionPtr session = m_running.session(id);
    const HalfSaved *before = m_halves.find(id);
    const bool wasRecovered = before && before->recovered;
    if (receipt && receipt->half)
        m_halves.insert(id, session, *receipt->half);
    else
        m_halves.remove(id);
    m_refusals.remove(id);
    if (!receipt && receipt.error().kind == ErrorKind::AccessDenied)
        m_refusals.insert(id, receipt.error());
    m_running.end(id);
    if (receipt && !receipt->half) {
        succeeded(id, *receipt, details);
        if (session == m_place.session())
            m_listing.reread(id);
        return;
    }
    emit failed(id, receipt ? receipt->half->cause : receipt.error());
    if (!wasRecovered || m_halves.contains(id))
        return;
    emit m_halves.ended(id);
    if (session == m_place.session())
        m_listing.reread(id);
}

void Saves::succeeded(const EntryId &id, const SaveReceipt &receipt, const DetailsReceipt &details)
{
    m_writes.record(id, receipt.versionId);
    const StagedEdits::Item *item = m_staging.edits().item(id);
    if (item)
        emit written(id, *item);
    DetailChanges left = item ? item->details : DetailChanges();
    for (const DetailKey &key : details.saved)
        left.remove(key);
    m_staging.keepDetails(id, left);
    if (details.failures.isEmpty())
        emit saved(id, receipt);
    else
        emit detailsFailed(id, receipt, details);
}

void Saves::finish(const EntryId &id)
{
    const std::shared_ptr<HalfSaves::HalfSave> half = m_halves.half(id);
    if (half && !half->state.recovered && !m_running.isWriting(id))
        launch(id, half->session, half->session->save.resume(half->state));
}

void Saves::rollBack(const EntryId &id)
{
    const std::shared_ptr<HalfSaves::HalfSave> half = m_halves.half(id);
    if (half && !m_running.isWriting(id))
        launch(id, half->session, half->session->save.rollBack(half->state));
}

bool Saves::takeBack(const SavedVersions &saved)
{
    const EntryId id = saved.entry.id;
    if (!m_place.isOpen() || !m_place.canWrite() || m_staging.isHeld(id) || m_staging.edits().item(id))
        return false;
    const SessionPtr session = m_place.session();
    launch(id, session, takeSaveBack(session->connection.get(), saved, session->save.notes()));
    return true;
}

const Error *Saves::refusal(const EntryId &id) const
{
    const auto it = m_refusals.constFind(id);
    return it == m_refusals.constEnd() ? nullptr : &*it;
}

} // namespace keyturn

#include "moc_saves.cpp"
