#include "core/workspace/place.h"

#include <algorithm>

using namespace std::chrono_literals;

namespace keyturn {

namespace {
constexpr std::chrono::minutes writingWindow{10};
}

Place::Place(ConnectionSource &source, const Clock &clock) : m_source(source), m_clock(clock)
{
    m_writingTimer.setInterval(5s);
    connect(&m_writingTimer, &QTimer::timeout, this, [this] {
        if (m_clock.utcNow() >= m_writingUntil)
            lockWriting();
        else
            emit accessChanged();
    });
}

Place::~Place() = default;

void Place::reloadProfiles()
{
    m_profileReads.cancelAll();
    m_profileReads.launch(m_source.profiles(), [this](QList<Profile> profiles) {
        m_profiles = std::move(profiles);
        emit profilesChanged();
    });
}

void Place::leave()
{
    emit left();
    m_reads.cancelAll();
    m_session.reset();
    m_identity = {};
    m_writingUntil = {};
    m_writingTimer.stop();
    m_opening = false;
}

void Place::close()
{
    leave();
    m_source.forgetConnections();
    emit accessChanged();
}

void Place::open(const Profile &profile, const QString &region)
{
    leave();
    m_profile = profile;
    m_region = region;
    m_opening = true;
    emit changed();
    emit accessChanged();
    m_reads.launch(m_source.connect(profile, region), [this](Result<std::unique_ptr<Connection>> connection) {
        m_opening = false;
        if (!connection) {
            emit openFailed(connection.error());
            return;
        }
        m_session = std::make_shared<Session>(std::move(*connection));
        m_region = m_session->connection->region();
        emit opened();
        emit accessChanged();
        askIdentity();
        emit ready();
    });
}

void Place::askIdentity()
{
    if (!m_session)
        return;
    m_reads.launch(m_session->connection->sts().getCallerIdentity(), [this](Result<CallerIdentity> identity) {
        if (!identity) {
            emit identityFailed(identity.error());
            return;
        }
        m_identity = std::move(*identity);
        emit identityChanged();
    });
}

std::shared_ptr<Connection> Place::sharedConnection() const
{
    return m_session ? std::shared_ptr<Connection>(m_session, m_session->connection.get()) : nullptr;
}

Place::Access Place::access() const
{
    if (!m_session)
        return Access::None;
    if (isSandbox())
        return Access::Rehearsal;
    if (!m_profile.production)
        return Access::Open;
    return m_clock.utcNow() < m_writingUntil ? Access::Unlocked : Access::ReadOnly;
}

void Place::markProduction(bool production)
{
    if (!m_session || isSandbox() || production == m_profile.production)
        return;
    m_source.markProduction(m_profile, production);
    for (Profile &profile : m_profiles) {
        if (profile == m_profile)
            profile.production = production;
    }
    m_profile.production = production;
    emit profilesChanged();
    lockWriting();
}

void Place::markProduction(const Profile &profile, bool production)
{
    if (m_session && profile == m_profile)
        return markProduction(production);
    if (profile.kind == ProfileKind::Sandbox || production == profile.production)
        return;
    m_source.markProduction(profile, production);
    for (Profile &known : m_profiles) {
        if (known == profile)
            known.production = production;
    }
    emit profilesChanged();
}

void Place::unlockWriting()
{
    m_writingUntil = m_clock.utcNow().addDuration(writingWindow);
    m_writingTimer.start();
    emit accessChanged();
}

void Place::lockWriting()
{
    m_writingUntil = {};
    m_writingTimer.stop();
    emit accessChanged();
}

int Place::minutesOfWritingLeft() const
{
    return std::max(0, int((m_clock.utcNow().secsTo(m_writingUntil) + 59) / 60));
}

} // namespace keyturn

#include "moc_place.cpp"
