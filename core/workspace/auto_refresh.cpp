#include "core/workspace/auto_refresh.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace keyturn {

namespace {

constexpr std::chrono::milliseconds interval = 15s;
constexpr std::chrono::minutes longestRetry = 60min;

//! Trying again by itself cannot help, or could do harm.
bool needsAPerson(const Error &error)
{
    return error.kind != ErrorKind::Network && error.kind != ErrorKind::Timeout && error.kind != ErrorKind::Unavailable
           && error.kind != ErrorKind::Throttled;
}

} // namespace

AutoRefresh::AutoRefresh(Place &place, Listing &listing, const Staging &staging, Refreshes &refreshes,
                         const WorkspaceLock &lock) :
    m_place(place),
    m_listing(listing), m_staging(staging), m_refreshes(refreshes), m_lock(lock)
{
    connect(&listing, &Listing::finished, this, &AutoRefresh::rescan);
    connect(&place, &Place::left, this, [this] {
        m_pinned.clear();
        m_failures.clear();
    });
    connect(&refreshes, &Refreshes::refreshed, this, [this](const EntryId &id) {
        m_failures.remove(id);
        emit changed(id);
    });
    connect(&refreshes, &Refreshes::failed, this, &AutoRefresh::failed);
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &AutoRefresh::check);
    m_timer.start();
}

void AutoRefresh::rescan()
{
    const QSet<QString> names = m_refreshes.pinnedNames();
    QSet<EntryId> found;
    if (!names.isEmpty()) {
        for (const Entry &entry : m_listing.entries()) {
            if (names.contains(entry.id.name) && m_refreshes.settingsOf(entry).isPinned)
                found.insert(entry.id);
        }
    }
    m_pinned = found;
    check();
}

Result<> AutoRefresh::pin(const Entry &entry, bool isPinned)
{
    RefreshSettings settings = m_refreshes.settingsOf(entry);
    settings.isPinned = isPinned;
    const Result<> kept = m_refreshes.remember(entry, settings);
    if (!kept)
        return kept;
    if (isPinned)
        m_pinned.insert(entry.id);
    else
        m_pinned.remove(entry.id);
    m_failures.remove(entry.id);
    emit changed(entry.id);
    check();
    return {};
}

//! By whichever program of the user it was.
LoginFacts AutoRefresh::factsOf(const EntryId &id) const
{
    const bool rehearsal = m_place.isOpen() && m_place.connection()->tokenEndpoint().isRehearsal();
    return m_logins.value(RefreshMarker::keyOf(id, rehearsal));
}

//! When the next refresh is wanted; invalid: nobody knows when the token ends.
QDateTime AutoRefresh::dueAt(const Entry &entry) const
{
    const LoginFacts facts = factsOf(entry.id);
    QDateTime expires = entry.tokenExpiresAt;
    if (facts.tokenExpiresAt.isValid() && (!expires.isValid() || facts.tokenExpiresAt > expires))
        expires = facts.tokenExpiresAt;
    QDateTime written = facts.refreshedAt;
    const QDateTime here = m_refreshes.refreshedAt(entry.id);
    if (here.isValid() && (!written.isValid() || here > written))
        written = here;
    if (!expires.isValid() && written.isValid())
        return {}; // the provider did not tell
    const QDateTime wanted = expires.isValid() ? expires.addDuration(-ahead) : m_place.clock().utcNow();
    const QDateTime earliest = written.isValid() ? written.addDuration(leastPause) : wanted;
    return std::max(wanted, earliest);
}

//! What is in the way of a refresh that nobody looks at.
Refusal AutoRefresh::obstacle(const Entry &entry) const
{
    if (m_lock.isLocked())
        return Refusal::Locked;
    if (!m_place.canWrite())
        return Refusal::ReadOnly;
    if (entry.deletedAt.isValid())
        return Refusal::Deleted;
    if (entry.rotationPending)
        return Refusal::RotationPending;
    if (entry.rotationEnabled)
        return Refusal::RotationEnabled;
    if (m_refreshes.unfinished(entry.id))
        return Refusal::Unfinished;
    if (m_staging.isHeld(entry.id) || m_staging.edits().item(entry.id))
        return Refusal::Unsaved;
    return Refusal::None;
}

AutoRefresh::Status AutoRefresh::status(const EntryId &id) const
{
    Status status;
    const Entry *entry = m_listing.entry(id);
    if (!isPinned(id) || !entry)
        return status;
    status.next = dueAt(*entry);
    if (m_refreshes.isRefreshing(id)) {
        status.state = State::Running;
    } else if (const Refusal why = obstacle(*entry); why != Refusal::None) {
        status.state = State::Blocked;
        status.why = why;
    } else if (const auto failure = m_failures.constFind(id); failure != m_failures.constEnd()) {
        status.state = State::Failed;
        status.error = failure->error;
        status.next = failure->retryAt;
    } else if (!status.next.isValid()) {
        status.state = State::Blocked;
        status.why = Refusal::NoExpiry;
    } else {
        status.state = State::Waiting;
    }
    return status;
}

void AutoRefresh::check()
{
    if (!m_place.isOpen() || m_pinned.isEmpty())
        return;
    m_logins = m_refreshes.journal().logins().all();
    const QDateTime now = m_place.clock().utcNow();
    for (const EntryId &id : pinned()) {
        const Status is = status(id);
        const bool isDue =
            (is.state == State::Waiting || is.state == State::Failed) && is.next.isValid() && is.next <= now;
        if (isDue)
            m_refreshes.refresh(id);
        emit changed(id);
    }
}

void AutoRefresh::failed(const EntryId &id, const Error &error)
{
    if (!isPinned(id))
        return;
    Failure &failure = m_failures[id];
    failure.error = error;
    ++failure.count;
    const auto pause = std::min(leastPause * (1 << std::min(failure.count - 1, 4)), longestRetry);
    failure.retryAt = needsAPerson(error) ? QDateTime() : m_place.clock().utcNow().addDuration(pause);
    emit changed(id);
}

} // namespace keyturn

#include "moc_auto_refresh.cpp"
