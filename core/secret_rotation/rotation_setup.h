#pragma once
#include "core/async/task.h"
#include "core/stores/rotation_client.h"
#include "core/stores/secret_metadata.h"

namespace keyturn {

class Connection;

//! Sets up when a secret is rotated, and by which function.
class RotationSetup {
public:
    explicit RotationSetup(Connection &connection);

    //! \p setup with rules, which are checked here first: Invalid, "schedule". Conflict, "rotation-pending", while one
    //! is under way. What AWS has afterwards is read back: Protocol, "bad-answer", where it is not what was set.
    Task<Result<SecretMetadata>> save(QString secretId, RotationClient::Setup setup) const;
    //! Rotates now, by the rules it has. The function works on when this is answered. Invalid "no-function" where there
    //! is none.
    Task<Result<SecretMetadata>> rotateNow(QString secretId) const;

private:
    Task<Result<SecretMetadata>> send(QString secretId, RotationClient::Setup setup) const;

    Connection &m_connection;
    const RotationClient m_rotation;
};

//! Of a rate or a number of days a rotation that was planned before may still begin, although it is not asked for now.
bool mayRotateSoon(const RotationRules &rules);

} // namespace keyturn
