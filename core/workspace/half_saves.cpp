#include "core/workspace/half_saves.h"

namespace keyturn {

namespace {

//! Keeps the connection for as long as it reads.
Task<Result<HalfSaves::Looked>> lookAt(std::shared_ptr<Connection> connection, SaveJournal::Record record)
{
    HalfSaves::Looked looked;
    if (record.secret.isEmpty()) {
        const SaveRecovery recovery(connection->parameterStore());
        const Result<std::optional<HalfSaved>> half = co_await recovery.look(record);
        if (!half)
            co_return half.error();
        looked.half = *half;
        if (looked.half || record.parts.size() > 1)
            co_return looked;
    }
    const Result<CutOffSave> cutOff = co_await findOut(connection.get(), std::move(record));
    if (!cutOff)
        co_return cutOff.error();
    looked.cutOff = *cutOff;
    co_return looked;
}

} // namespace

HalfSaves::HalfSaves(Place &place, RunningWrites &running) : m_place(place), m_running(running)
{
    connect(&place, &Place::left, this, &HalfSaves::forgetRecovered);
    connect(&place, &Place::opened, this, [this] { m_place.session()->save.keepNotes({m_journal.get(), {}}); });
    connect(&place, &Place::identityChanged, this, &HalfSaves::recover);
}

HalfSaves::~HalfSaves() = default;

void HalfSaves::keepJournal(const QString &folder)
{
    m_journal = std::make_unique<SaveJournal>(folder);
}

const HalfSaved *HalfSaves::find(const EntryId &id) const
{
    const auto it = m_halves.constFind(id);
    return it == m_halves.constEnd() ? nullptr : &(*it)->state;
}

void HalfSaves::insert(const EntryId &id, const SessionPtr &session, const HalfSaved &state)
{
    const std::shared_ptr<HalfSave> before = m_halves.value(id);
    m_halves.insert(
        id, std::make_shared<HalfSave>(HalfSave{session, state, before ? before->hold : std::shared_ptr<void>()}));
}

void HalfSaves::recover()
{
    if (!m_journal)
        return;
    const CallerIdentity &identity = m_place.identity();
    m_place.session()->save.keepNotes({m_journal.get(), identity.arn});
    for (const SaveJournal::Record &record : m_journal->records()) {
        if (record.account != identity.account || record.region != m_place.region() || !m_journal->take(record.id))
            continue;
        const Store store = record.secret.isEmpty() ? Store::ParameterStore : Store::SecretsManager;
        const EntryId id{store, record.account, record.region, record.entry};
        const std::shared_ptr<void> hold(m_journal.get(),
                                         [journal = m_journal.get(), id = record.id](void *) { journal->release(id); });
        m_reads.launch(
            lookAt(m_place.sharedConnection(), record),
            [this, id, hold, name = record.id](const Result<Looked> &looked) { lookedAt(id, name, hold, looked); });
    }
}

void HalfSaves::lookedAt(const EntryId &id, const QString &record, const std::shared_ptr<void> &hold,
                         const Result<Looked> &looked)
{
    if (!looked) {
        if (looked.error().kind != ErrorKind::NotFound) // else they are not these parameters
            emit recoveryFailed(id, looked.error());
        return;
    }
    if (!looked->half && (!looked->cutOff || looked->cutOff->isSettled())) {
        m_journal->remove(record);
    } else if (looked->half && !m_running.isWriting(id) && !contains(id)) {
        m_halves.insert(id, std::make_shared<HalfSave>(HalfSave{m_place.session(), *looked->half, hold}));
        emit found(id);
    }
    if (looked->cutOff)
        emit cutOff(id, *looked->cutOff);
}

//! Their records stay for the next time this place is opened.
void HalfSaves::forgetRecovered()
{
    m_reads.cancelAll();
    const QList<EntryId> all = m_halves.keys();
    for (const EntryId &id : all) {
        if (m_halves.value(id)->state.recovered && !m_running.isWriting(id))
            m_halves.remove(id);
    }
}

void HalfSaves::keep(const EntryId &id)
{
    const HalfSaved *half = find(id);
    if (!half || !half->recovered || m_running.isWriting(id))
        return;
    m_journal->remove(half->record->id);
    m_halves.remove(id);
    emit ended(id);
}

} // namespace keyturn

#include "moc_half_saves.cpp"
