#include "ui/workspace/workspace.h"

#include "ui/workspace/workspace_session.h"

namespace keyturn {

//! Kept after it ended only if it holds tokens that AWS does not have yet: it keeps its connection alive.
struct Workspace::Refresh {
    explicit Refresh(std::shared_ptr<Session> s) : session(std::move(s)), refresher(*session->connection) {}
    std::shared_ptr<Session> session;
    TokenRefresher refresher;
};

bool Workspace::hasUnsavedTokens(const EntryId &id) const
{
    const auto it = m_refreshes.constFind(id);
    return it != m_refreshes.constEnd() && (*it)->refresher.unsaved().has_value();
}

void Workspace::refreshToken(const EntryId &id)
{
    const Entry *known = entry(id);
    if (!m_session || !known || !canWrite() || m_refreshing.contains(id) || hasUnsavedTokens(id))
        return;
    const auto refresh = std::make_shared<Refresh>(m_session);
    m_refreshes.insert(id, refresh);
    const auto progress = [this, id](RefreshStep step) {
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(
            this, [this, id, step] { emit refreshStep(id, step); }, Qt::QueuedConnection);
    };
    launchRefresh(id, refresh->refresher.refresh(*known, progress));
}

void Workspace::retryWrite(const EntryId &id)
{
    if (m_refreshing.contains(id) || !hasUnsavedTokens(id))
        return;
    launchRefresh(id, m_refreshes.value(id)->refresher.retryWrite());
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
    m_refreshing.remove(id);
    if (!ended->refresher.unsaved())
        m_refreshes.remove(id);
    emit runningWritesChanged();
    if (!receipt) {
        emit refreshFailed(id, receipt.error());
        return;
    }
    if (receipt->expiresAt.isValid())
        m_tokenExpiry.insert(id, receipt->expiresAt);
    if (receipt->writtenBack)
        m_tokensWritten.insert(id, {receipt->versionId, m_clock.utcNow(), receipt->refreshTokenRotated});
    if (receipt->writtenBack)
        recordWrite(id, receipt->versionId);
    emit refreshed(id, *receipt);
    if (ended->session == m_session)
        rereadMetadata(id);
}

} // namespace keyturn
