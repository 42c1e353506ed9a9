#pragma once
#include "core/workspace/auto_refresh.h"
#include "core/workspace/consents.h"
#include "core/workspace/secret_orders.h"
#include "core/workspace/token_checks.h"
#include "core/workspace/workspace_lock.h"

namespace keyturn {

//! The core model that the windows present: where the application is, what it has read there, what is staged, and what
//! is being written. Each part has one concern; windows show them and call them and hold no workflow. Reads are
//! cancelled when they are no longer wanted; writes and refreshes run to their end.
class Workspace {
public:
    //! \p source and \p clock must outlive the workspace.
    Workspace(ConnectionSource &source, const Clock &clock);
    Q_DISABLE_COPY_MOVE(Workspace)

    const Clock &clock() const { return m_place.clock(); }

    Place &place() { return m_place; }
    const Place &place() const { return m_place; }
    KnownDates &dates() { return m_dates; }
    const KnownDates &dates() const { return m_dates; }
    Listing &listing() { return m_listing; }
    const Listing &listing() const { return m_listing; }
    OpenEntry &openEntry() { return m_openEntry; }
    const OpenEntry &openEntry() const { return m_openEntry; }
    Staging &staging() { return m_staging; }
    const Staging &staging() const { return m_staging; }
    Writes &writes() { return m_writes; }
    const Writes &writes() const { return m_writes; }
    Saves &saves() { return m_saves; }
    const Saves &saves() const { return m_saves; }
    HalfSaves &halfSaves() { return m_halfSaves; }
    const HalfSaves &halfSaves() const { return m_halfSaves; }
    Refreshes &refreshes() { return m_refreshes; }
    const Refreshes &refreshes() const { return m_refreshes; }
    Consents &consents() { return m_consents; }
    const Consents &consents() const { return m_consents; }
    TokenChecks &tokenChecks() { return m_tokenChecks; }
    const TokenChecks &tokenChecks() const { return m_tokenChecks; }
    AutoRefresh &autoRefresh() { return m_autoRefresh; }
    const AutoRefresh &autoRefresh() const { return m_autoRefresh; }
    ClientSecrets &clientSecrets() { return m_clientSecrets; }
    const ClientSecrets &clientSecrets() const { return m_clientSecrets; }
    SecretOrders &secretOrders() { return m_secretOrders; }
    const SecretOrders &secretOrders() const { return m_secretOrders; }
    WorkspaceLock &lock() { return m_lock; }
    const WorkspaceLock &lock() const { return m_lock; }
    const RunningWrites &running() const { return m_running; }

    //! Goes there. Refused (false) while edits are staged: they belong to the present place and must be saved or
    //! discarded first.
    bool open(const Profile &profile, const QString &region);
    //! See Place::markProduction(). Not while edits are staged or anything is written.
    void markProduction(bool production);

private:
    void noteConsent(const StagedEdits::Item &written);

    Place m_place;
    KnownDates m_dates;
    Listing m_listing{m_place, m_dates};
    OpenEntry m_openEntry{m_place, m_listing};
    RunningWrites m_running;
    HalfSaves m_halfSaves{m_place, m_running};
    Staging m_staging{m_place, m_openEntry, m_running, m_halfSaves};
    Writes m_writes{m_place, m_listing, m_staging, m_running};
    Saves m_saves{m_place, m_listing, m_staging, m_halfSaves, m_writes, m_running};
    Refreshes m_refreshes{m_place, m_listing, m_openEntry, m_writes, m_running};
    Consents m_consents{m_place, m_staging, m_saves, m_refreshes, m_running};
    TokenChecks m_tokenChecks{m_place, m_refreshes};
    ClientSecrets m_clientSecrets{m_place, m_staging, m_saves, m_refreshes, m_running};
    SecretOrders m_secretOrders{m_place, m_refreshes, m_clientSecrets, m_running};
    WorkspaceLock m_lock{m_place, m_staging, m_running};
    AutoRefresh m_autoRefresh{m_place, m_listing, m_staging, m_refreshes, m_lock};
};

} // namespace keyturn
