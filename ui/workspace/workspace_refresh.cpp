#include "ui/workspace/workspace.h"

#include "ui/workspace/workspace_session.h"

namespace keyturn {

//! With the connection it began on. Kept after it ended only if something of it is left to do.
struct Workspace::Refresh {
    Refresh(std::shared_ptr<Session> s, const RefreshJournal &journal) :
        session(std::move(s)), refresher(*session->connection, journal)
    {}
    std::shared_ptr<Session> session;
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

const UnfinishedRefresh *Workspace::unfinishedRefresh(const EntryId &id) const
{
    const auto it = m_unfinished.constFind(id);
    return it == m_unfinished.constEnd() ? nullptr : &*it;
}

bool Workspace::holdsTokens(const EntryId &id) const
{
    const std::shared_ptr<Refresh> refresh = m_refreshes.value(id);
    return refresh && refresh->refresher.holdsTokens();
}

void Workspace::recoverRefreshes()
{
    const bool rehearsal = m_session->connection->tokenEndpoint().isRehearsal();
    const QList<RefreshMarker> markers = m_refreshJournal.markers();
    for (const RefreshMarker &marker : markers) {
        const EntryId id = marker.entry;
        if (id.account != m_identity.account || id.region != m_region || marker.rehearsal != rehearsal
            || m_refreshing.contains(id) || m_unfinished.contains(id))
            continue;
        const RefreshJournal *const journal = &m_refreshJournal;
        m_reads.launch(lookAtRefresh(journal, marker, m_clock.utcNow()),
                       [this, id](const std::optional<UnfinishedRefresh> &found) {
                           if (!found || m_refreshing.contains(id))
                               return;
                           m_unfinished.insert(id, *found);
                           emit unfinishedRefreshFound(id);
                       });
    }
}

//! Those that were only found stay in the keychain, for the next time this place is opened.
void Workspace::forgetFoundRefreshes()
{
    m_unfinished.removeIf([this](const auto &it) { return !m_refreshes.contains(it.key()); });
}

void Workspace::refreshToken(const EntryId &id, bool despiteRotation)
{
    const Entry *known = entry(id);
    if (!m_session || !known || !canWrite() || m_refreshing.contains(id) || m_unfinished.contains(id))
        return;
    const auto refresh = std::make_shared<Refresh>(m_session, m_refreshJournal);
    m_refreshes.insert(id, refresh);
    RefreshOptions options = watched(id);
    options.despiteRotation = despiteRotation;
    launchRefresh(id, refresh->refresher.refresh(*known, options));
}

void Workspace::finishRefresh(const EntryId &id, LostAnswer lost)
{
    const UnfinishedRefresh *unfinished = unfinishedRefresh(id);
    const bool isHere = m_session && m_identity.account == id.account && m_region == id.region;
    std::shared_ptr<Refresh> refresh = m_refreshes.value(id);
    if (!unfinished || m_refreshing.contains(id) || (!refresh && !isHere) || (isHere && !canWrite()))
        return;
    if (!refresh) {
        refresh = std::make_shared<Refresh>(m_session, m_refreshJournal);
        m_refreshes.insert(id, refresh);
    }
    RefreshOptions options = watched(id);
    options.lost = lost;
    launchRefresh(id, refresh->refresher.resume(unfinished->marker, options));
}

RefreshOptions Workspace::watched(const EntryId &id)
{
    RefreshOptions options;
    options.progress = [this, id](RefreshStep step) {
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(
            this, [this, id, step] { emit refreshStep(id, step); }, Qt::QueuedConnection);
    };
    return options;
}

void Workspace::launchRefresh(const EntryId &id, Task<Result<RefreshReceipt>> task)
{
    m_refreshing.insert(id);
    emit refreshStarted(id);
    emit runningWritesChanged();
    m_writes.launch(std::move(task), [this, id](const Result<RefreshReceipt> &receipt) { refreshDone(id, receipt); });
}

void Workspace::refreshDone(const EntryId &id, const Result<RefreshReceipt> &receipt)
{
    const std::shared_ptr<Refresh> ended = m_refreshes.value(id);
    const std::optional<UnfinishedRefresh> unfinished = ended->refresher.unfinished();
    m_refreshing.remove(id);
    if (unfinished) {
        m_unfinished.insert(id, *unfinished);
    } else {
        m_unfinished.remove(id);
        m_refreshes.remove(id);
    }
    emit runningWritesChanged();
    if (!receipt) {
        emit refreshFailed(id, receipt.error());
        return;
    }
    if (receipt->expiresAt.isValid())
        m_tokenExpiry.insert(id, receipt->expiresAt);
    if (receipt->writtenBack && !receipt->takenOver) {
        m_tokensWritten.insert(id, {receipt->versionId, m_clock.utcNow(), receipt->refreshTokenRotated});
        recordWrite(id, receipt->versionId);
    }
    emit refreshed(id, *receipt);
    if (ended->session == m_session)
        rereadMetadata(id);
}

} // namespace keyturn
