#include "core/workspace/refreshes.h"

namespace keyturn {

//! With the connection it began on. Kept after it ended only if something of it is left to do.
struct Refreshes::Refresh {
    Refresh(SessionPtr s, const RefreshJournal &journal) :
        session(std::move(s)), refresher(*session->connection, journal)
    {}
    SessionPtr session;
    TokenRefresher refresher;
};

namespace {

//! Nothing where another program is at it, or where nothing was sent: the next refresh clears that away.
Task<std::optional<UnfinishedRefresh>> lookAtRefresh(const RefreshJournal *journal, RefreshMarker marker, QDateTime now)
{
    const QString key = marker.key();
    const std::chrono::milliseconds atOnce(0);
    const Result<RefreshTurn> turn = co_await journal->turn(key, atOnce);
    if (!turn && turn.error().kind == ErrorKind::Conflict)
        co_return std::nullopt;
    const Result<std::optional<JournalItem>> item = co_await journal->item(key);
    const RefreshNext next = nextOf(marker, item, now);
    if (next == RefreshNext::Discard)
        co_return std::nullopt;
    co_return UnfinishedRefresh{marker, next};
}

} // namespace

Refreshes::Refreshes(Place &place, Listing &listing, OpenEntry &open, Writes &writes, RunningWrites &running) :
    m_place(place), m_listing(listing), m_open(open), m_writes(writes), m_running(running)
{
    connect(&place, &Place::left, this, &Refreshes::forgetFound);
    connect(&place, &Place::identityChanged, this, &Refreshes::recover);
}

Refreshes::~Refreshes() = default;

const UnfinishedRefresh *Refreshes::unfinished(const EntryId &id) const
{
    const auto it = m_unfinished.constFind(id);
    return it == m_unfinished.constEnd() ? nullptr : &*it;
}

bool Refreshes::holdsTokens(const EntryId &id) const
{
    const std::shared_ptr<Refresh> refresh = m_refreshes.value(id);
    return refresh && refresh->refresher.holdsTokens();
}

void Refreshes::recover()
{
    const bool rehearsal = m_place.connection()->tokenEndpoint().isRehearsal();
    const QList<RefreshMarker> markers = m_journal.markers();
    for (const RefreshMarker &marker : markers) {
        const EntryId id = marker.entry;
        if (id.account != m_place.identity().account || id.region != m_place.region() || marker.rehearsal != rehearsal
            || isRefreshing(id) || m_unfinished.contains(id))
            continue;
        const RefreshJournal *const journal = &m_journal;
        m_reads.launch(lookAtRefresh(journal, marker, m_place.clock().utcNow()),
                       [this, id](const std::optional<UnfinishedRefresh> &what) {
                           if (!what || isRefreshing(id))
                               return;
                           m_unfinished.insert(id, *what);
                           emit found(id);
                       });
    }
}

//! Those that were only found stay in the keychain, for the next time this place is opened.
void Refreshes::forgetFound()
{
    m_reads.cancelAll();
    m_unfinished.removeIf([this](const auto &it) { return !m_refreshes.contains(it.key()); });
}

void Refreshes::refresh(const EntryId &id, bool despiteRotation)
{
    begin(id, despiteRotation, false);
}

void Refreshes::rotate(const EntryId &id)
{
    begin(id, false, id.isSecret());
}

void Refreshes::begin(const EntryId &id, bool despiteRotation, bool pending)
{
    const Entry *known = m_listing.entry(id);
    if (!m_place.isOpen() || !known || !m_place.canWrite() || isRefreshing(id) || m_unfinished.contains(id))
        return;
    const auto refresh = std::make_shared<Refresh>(m_place.session(), m_journal);
    m_refreshes.insert(id, refresh);
    RefreshOptions options = watched(*known, isRehearsal());
    options.despiteRotation = despiteRotation;
    options.pending = pending;
    launch(id, refresh->refresher.refresh(*known, options));
}

void Refreshes::adopt(const RefreshOperation &operation, const SessionPtr &session)
{
    const EntryId id = operation.marker.entry;
    const auto refresh = std::make_shared<Refresh>(session, m_journal);
    if (!operation.isKept)
        refresh->refresher.hold(operation);
    m_refreshes.insert(id, refresh);
    m_unfinished.insert(id, UnfinishedRefresh{operation.marker, RefreshNext::Store});
    emit found(id);
}

void Refreshes::finish(const EntryId &id, LostAnswer lost)
{
    const UnfinishedRefresh *left = unfinished(id);
    const bool isHere = m_place.isOpen() && m_place.identity().account == id.account && m_place.region() == id.region;
    std::shared_ptr<Refresh> refresh = m_refreshes.value(id);
    if (!left || isRefreshing(id) || (!refresh && !isHere) || (isHere && !m_place.canWrite()))
        return;
    if (!refresh) {
        refresh = std::make_shared<Refresh>(m_place.session(), m_journal);
        m_refreshes.insert(id, refresh);
    }
    Entry entry;
    entry.id = id;
    entry.arn = left->marker.arn;
    RefreshOptions options = watched(entry, left->marker.rehearsal);
    options.lost = lost;
    launch(id, refresh->refresher.resume(left->marker, options));
}

bool Refreshes::isRehearsal() const
{
    return m_place.isOpen() && m_place.connection()->tokenEndpoint().isRehearsal();
}

RefreshSettings Refreshes::settingsOf(const Entry &entry) const
{
    return m_settings.of(entry, isRehearsal());
}

Result<> Refreshes::remember(const Entry &entry, const RefreshSettings &settings)
{
    const Result<> kept = m_settings.remember(entry, isRehearsal(), settings);
    if (kept)
        emit settingsChanged(entry.id);
    return kept;
}

EntryContent Refreshes::mapped(const EntryContent &content) const
{
    return content.withKeys(settingsOf(content.entry).keys);
}

std::optional<RefreshStep> Refreshes::stepOf(const EntryId &id) const
{
    return isRefreshing(id) ? std::optional(m_steps.value(id, RefreshStep::ReadSecret)) : std::nullopt;
}

RefreshReadiness Refreshes::readiness(const EntryContent &content) const
{
    return refreshReadiness(mapped(content), settingsOf(content.entry));
}

RefreshReadiness Refreshes::consentReadiness(const EntryContent &content) const
{
    const RefreshSettings settings = settingsOf(content.entry);
    const Result<RefreshRequest> request = consentRequest(content.withKeys(settings.keys), settings);
    return {request.has_value(), request ? Refusal::None : request.error().refusal};
}

RefreshOptions Refreshes::watched(const Entry &entry, bool rehearsal)
{
    RefreshOptions options;
    options.settings = m_settings.of(entry, rehearsal);
    const EntryId id = entry.id;
    options.progress = [this, id](RefreshStep reached) {
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(
            this,
            [this, id, reached] {
                if (isRefreshing(id))
                    m_steps.insert(id, reached);
                emit step(id, reached);
            },
            Qt::QueuedConnection);
    };
    return options;
}

void Refreshes::launch(const EntryId &id, Task<Result<RefreshReceipt>> task)
{
    m_refreshing.insert(id);
    emit started(id);
    m_running.beginOther();
    m_running.scope().launch(std::move(task), [this, id](const Result<RefreshReceipt> &receipt) { done(id, receipt); });
}

void Refreshes::done(const EntryId &id, const Result<RefreshReceipt> &receipt)
{
    const std::shared_ptr<Refresh> ended = m_refreshes.value(id);
    const std::optional<UnfinishedRefresh> left = ended->refresher.unfinished();
    m_refreshing.remove(id);
    m_steps.remove(id);
    if (left) {
        m_unfinished.insert(id, *left);
    } else {
        m_unfinished.remove(id);
        m_refreshes.remove(id);
    }
    m_running.endOther();
    if (!receipt) {
        emit failed(id, receipt.error());
        return;
    }
    if (!receipt->discarded)
        m_refreshedAt.insert(id, m_place.clock().utcNow());
    if (receipt->expiresAt.isValid() && !receipt->pending)
        m_listing.learnTokenExpiry(id, receipt->expiresAt);
    if (receipt->pending)
        m_writes.record(id, receipt->versionId);
    else if (receipt->writtenBack && !receipt->takenOver) {
        m_open.learnTokens(id, receipt->versionId, receipt->refreshTokenRotated);
        m_writes.record(id, receipt->versionId);
    }
    emit refreshed(id, *receipt);
    if (ended->session == m_place.session())
        m_listing.reread(id);
}

} // namespace keyturn

#include "moc_refreshes.cpp"
