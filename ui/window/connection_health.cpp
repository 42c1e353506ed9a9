#include "ui/window/connection_health.h"

#include "core/workspace/workspace.h"

using namespace std::chrono_literals;

namespace keyturn {

namespace {
constexpr auto probeInterval = 20s;
}

ConnectionHealth::ConnectionHealth(Workspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace)
{
    m_probe.setInterval(probeInterval);
    connect(&m_probe, &QTimer::timeout, this, &ConnectionHealth::probe);
    const auto ofEntry = [this](const EntryId &, const Error &error) { failed(error); };
    connect(&workspace.place(), &Place::changed, this, [this] {
        m_isNameOwed = false;
        m_probing.cancelAll();
        set(State::Unknown);
    });
    connect(&workspace.place(), &Place::openFailed, this, &ConnectionHealth::failed);
    connect(&workspace.place(), &Place::identityFailed, this, &ConnectionHealth::nameless);
    connect(&workspace.place(), &Place::identityChanged, this, &ConnectionHealth::answered);
    connect(&workspace.listing(), &Listing::failed, this, &ConnectionHealth::failed);
    connect(&workspace.listing(), &Listing::finished, this, [this] {
        if (m_workspace.listing().errors().isEmpty() && !m_workspace.listing().wasStopped())
            answered();
    });
    connect(&workspace.openEntry(), &OpenEntry::failed, this, ofEntry);
    connect(&workspace.openEntry(), &OpenEntry::contentChanged, this, [this] {
        if (m_workspace.openEntry().content())
            answered();
    });
    connect(&workspace.saves(), &Saves::failed, this, ofEntry);
    connect(&workspace.saves(), &Saves::saved, this, &ConnectionHealth::answered);
}

std::optional<ConnectionHealth::State> ConnectionHealth::of(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
        return State::OutOfReach;
    case ErrorKind::Auth:
    case ErrorKind::Expired:
        return State::Refused;
    case ErrorKind::AccessDenied:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
        return State::Answers;
    default:
        return std::nullopt;
    }
}

bool ConnectionHealth::isOffline() const
{
    return m_state == State::OutOfReach && !m_workspace.listing().errors().isEmpty();
}

void ConnectionHealth::answered()
{
    const bool wasAway = m_state == State::OutOfReach;
    set(State::Answers);
    if (std::exchange(m_isNameOwed, false))
        m_workspace.place().askIdentity();
    Listing &listing = m_workspace.listing();
    if (wasAway && !listing.errors().isEmpty() && !listing.isRunning())
        listing.reload();
}

void ConnectionHealth::failed(const Error &error)
{
    if (const std::optional<State> state = of(error))
        set(*state);
}

//! A refusal is an answer: asking again would bring the same one.
void ConnectionHealth::nameless(const Error &error)
{
    m_isNameOwed = of(error).value_or(State::OutOfReach) == State::OutOfReach;
    failed(error);
}

//! Without a word of its own: that AWS is out of reach has been said. Nothing is asked while nobody is there, as no
//! place is open then.
void ConnectionHealth::probe()
{
    const std::shared_ptr<Connection> connection = m_workspace.place().sharedConnection();
    if (!connection || m_workspace.listing().isRunning())
        return;
    m_probing.cancelAll();
    m_probing.launch(connection->sts().getCallerIdentity(), [this, connection](const Result<CallerIdentity> &identity) {
        if (identity || of(identity.error()) == State::Answers)
            answered();
        else
            failed(identity.error());
    });
}

void ConnectionHealth::set(State state)
{
    state == State::OutOfReach ? m_probe.start() : m_probe.stop();
    if (std::exchange(m_state, state) != state)
        emit changed();
}

} // namespace keyturn

#include "moc_connection_health.cpp"
