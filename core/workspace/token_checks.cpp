#include "core/workspace/token_checks.h"

namespace keyturn {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds fresh = 10min; // since a token was issued: its provider may not know it everywhere yet

Task<Result<QList<VersionCheck>>> checkVersions(SessionPtr session, Entry entry, RefreshSettings settings,
                                                ProbePatience patience,
                                                std::function<void(QList<VersionCheck>)> progress)
{
    const TokenCheck check(*session->connection);
    co_return co_await check.versions(entry, settings, patience, progress);
}

} // namespace

TokenChecks::TokenChecks(Place &place, Refreshes &refreshes) : m_place(place), m_refreshes(refreshes)
{
    connect(&place, &Place::left, this, &TokenChecks::forget);
    connect(&refreshes, &Refreshes::refreshed, this, [this](const EntryId &id) {
        if (m_id == id && !isRunning(id))
            forget(); // of tokens that are others now
    });
}

void TokenChecks::forget()
{
    m_tasks.cancelAll();
    m_checks.clear();
    m_error.reset();
    if (const std::optional<EntryId> id = std::exchange(m_id, std::nullopt))
        emit changed(*id);
}

void TokenChecks::start(const Entry &entry)
{
    forget();
    if (!m_place.isOpen())
        return;
    const EntryId id = entry.id;
    m_id = id;
    const QDateTime issued = m_refreshes.refreshedAt(id);
    const bool isFresh = issued.isValid() && issued.addDuration(fresh) > m_place.clock().utcNow();
    const ProbePatience patience = isFresh ? ProbePatience() : ProbePatience{std::chrono::milliseconds(0)};
    const auto progress = [this, id](const QList<VersionCheck> &checks) {
        m_checks = checks;
        // Called inside the coroutine: a slot there must not end a task.
        QMetaObject::invokeMethod(
            this, [this, id] { emit changed(id); }, Qt::QueuedConnection);
    };
    m_tasks.launch(checkVersions(m_place.session(), entry, m_refreshes.settingsOf(entry), patience, progress),
                   [this, id](const Result<QList<VersionCheck>> &checks) {
                       if (checks)
                           m_checks = *checks;
                       else
                           m_error = checks.error();
                       emit changed(id);
                   });
    emit changed(id);
}

void TokenChecks::cancel()
{
    m_tasks.cancelAll();
    if (m_id)
        emit changed(*m_id);
}

} // namespace keyturn

#include "moc_token_checks.cpp"
