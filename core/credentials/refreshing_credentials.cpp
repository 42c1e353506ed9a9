#include "core/credentials/refreshing_credentials.h"

#include <algorithm>

namespace keyturn {

namespace {
constexpr qint64 longestAheadSeconds = 15LL * 60;
constexpr qint64 pauseSeconds = 60; // after a renewal ahead of the end that failed
} // namespace

Task<Result<Credentials>> RefreshingCredentials::credentials()
{
    if (m_current && !isDue())
        co_return *m_current;
    const Completion<Result<Credentials>> fetched;
    m_waiting.push_back(fetched.completer());
    if (!m_isFetching) {
        m_isFetching = true;
        m_scope.launch(m_source->fetch(), [this](Result<Credentials> result) { finish(std::move(result)); });
    }
    co_return co_await fetched;
}

bool RefreshingCredentials::isDue() const
{
    const QDateTime end = m_current->expiresAt;
    if (!end.isValid())
        return false;
    const QDateTime now = m_clock.utcNow();
    if (now >= end)
        return true;
    const qint64 ahead = std::min(longestAheadSeconds, m_since.secsTo(end) / 4);
    return now.secsTo(end) <= ahead && (!m_notAhead.isValid() || now >= m_notAhead);
}

void RefreshingCredentials::finish(Result<Credentials> fetched)
{
    m_isFetching = false;
    const QDateTime now = m_clock.utcNow();
    if (fetched) {
        m_current = *fetched;
        m_since = now;
        m_notAhead = QDateTime();
    } else if (m_current && m_current->expiresAt.isValid() && now < m_current->expiresAt) {
        m_notAhead = m_source->asksPeople() ? m_current->expiresAt : now.addSecs(pauseSeconds);
        fetched = *m_current;
    }
    for (const Completer<Result<Credentials>> &waiting : std::exchange(m_waiting, {}))
        waiting(fetched);
}

} // namespace keyturn
