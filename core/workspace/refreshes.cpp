#include "core/workspace/refreshes.h"

namespace keyturn {

//! Kept after it ended only if it holds tokens that AWS does not have yet: it keeps its connection alive.
struct Refreshes::Refresh {
    explicit Refresh(SessionPtr s) : session(std::move(s)), refresher(*session->connection) {}
    SessionPtr session;
    TokenRefresher refresher;
};

Refreshes::Refreshes(Place &place, Listing &listing, OpenEntry &open, Writes &writes, RunningWrites &running) :
    m_place(place), m_listing(listing), m_open(open), m_writes(writes), m_running(running)
{}

Refreshes::~Refreshes() = default;

bool Refreshes::hasUnsavedTokens(const EntryId &id) const
{
    const auto it = m_refreshes.constFind(id);
    return it != m_refreshes.constEnd() && (*it)->refresher.unsaved().has_value();
}

void Refreshes::refresh(const EntryId &id)
{
    const Entry *known = m_listing.entry(id);
    if (!m_place.isOpen() || !known || !m_place.canWrite() || isRefreshing(id) || hasUnsavedTokens(id))
        return;
    const auto refresh = std::make_shared<Refresh>(m_place.session());
    m_refreshes.insert(id, refresh);
    const auto progress = [this, id](RefreshStep reached) {
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(
            this, [this, id, reached] { emit step(id, reached); }, Qt::QueuedConnection);
    };
    launch(id, refresh->refresher.refresh(*known, progress));
}

void Refreshes::retryWrite(const EntryId &id)
{
    if (isRefreshing(id) || !hasUnsavedTokens(id))
        return;
    launch(id, m_refreshes.value(id)->refresher.retryWrite());
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
    m_refreshing.remove(id);
    if (!ended->refresher.unsaved())
        m_refreshes.remove(id);
    m_running.endOther();
    if (!receipt) {
        emit failed(id, receipt.error());
        return;
    }
    if (receipt->expiresAt.isValid())
        m_listing.learnTokenExpiry(id, receipt->expiresAt);
    if (receipt->writtenBack) {
        m_open.learnTokens(id, receipt->versionId, receipt->refreshTokenRotated);
        m_writes.record(id, receipt->versionId);
    }
    emit refreshed(id, *receipt);
    if (ended->session == m_place.session())
        m_listing.reread(id);
}

} // namespace keyturn

#include "moc_refreshes.cpp"
