#pragma once
#include "core/rotation/refresh_journal.h"
#include "core/secret_rotation/rotation_inspector.h"
#include "core/stores/rotation_client.h"

namespace keyturn {

//! Takes a rotation away that was left unfinished, so that others can begin. Each is read back.
class RotationRepair {
public:
    RotationRepair(Connection &connection, const RefreshJournal &journal, RefreshSettings settings);

    //! CancelRotateSecret where rotation is switched on, which switches it off, and then removeLabel(). Conflict,
    //! "holds-tokens", where the pending version holds a refresh token that is not the current one, and none newer is
    //! current, unless \p letsGo.
    Task<Result<RotationFinding>> cancel(Entry entry, bool letsGo) const;
    //! AWSPENDING goes from the version that was looked at; the version stays for as long as AWS keeps it. As above.
    Task<Result<RotationFinding>> removeLabel(Entry entry, bool letsGo) const;

private:
    Task<Result<RotationFinding>> run(Entry entry, bool letsGo, bool switchesOff) const;
    Task<Result<>> takeOff(QString secretId, QString version) const;

    Connection &m_connection;
    const RefreshJournal &m_journal;
    const RotationClient m_rotation;
    const RotationInspector m_inspector;
};

} // namespace keyturn
