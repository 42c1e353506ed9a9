#pragma once
#include "core/async/task.h"
#include "core/entry/entry.h"

#include <optional>

namespace keyturn {

class Connection;

//! Why a secret may not be changed here; none if it may. Codes: "deleted", "replica", "owned".
std::optional<Error> changeObstacle(const SecretMetadata &secret, const QString &region, const QString &operation);

//! Deletion with its way back, and without. Each verb looks what became of it: a lost answer
//! says nothing, and a success alone proves nothing.
class SecretLifecycle {
public:
    static constexpr int minimumDays = 7;
    static constexpr int maximumDays = 30; //!< what AWS takes where nothing is said

    explicit SecretLifecycle(Connection &connection) : m_connection(connection) {}

    //! Whether this entry may be deleted here, asked of AWS. Codes as above, and "replicas": a primary whose replicas
    //! (named in detail) must go first.
    Task<Result<>> mayDelete(Entry entry) const;
    //! A secret. When it will be gone, UTC. \p recoveryDays 7 to 30; 0: at once and for good.
    Task<Result<QDateTime>> deleteSecret(Entry entry, int recoveryDays) const;
    Task<Result<>> restore(Entry entry) const;
    //! The parameters of an entry, one after the other, for good. An error names those that are gone already.
    Task<Result<>> deleteParameters(Entry entry) const;

private:
    Task<Result<>> whetherDeleted(QString name, Result<> deleted) const;

    Connection &m_connection;
};

} // namespace keyturn
