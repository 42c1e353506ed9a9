#pragma once
#include "core/read/entry_details.h"

namespace keyturn {

//! What became of changed details. They are several calls, and each may be refused on its own.
struct DetailsReceipt {
    struct Failure {
        QList<DetailKey> keys; //!< what AWS does not hold, or may not hold
        Error error;
    };
    QList<DetailKey> saved;
    QList<Failure> failures;
    QHash<QString, qint64> versions; //!< parameters that got a new version: name -> version
};

//! Writes an entry's details, one call for what belongs together. A secret's value and versions are left alone; a
//! parameter's description, key, tier, pattern and policies are only written with its value, which is a new version.
class DetailsSave {
public:
    //! \p connection outlives the object and its tasks.
    explicit DetailsSave(Connection &connection) : m_connection(connection) {}

    //! Reads again what there is; the changes that are still to be made. Changes to other details do not matter.
    //! Conflict, code "details-changed": somebody else has written one of these; a secret that cannot be written now:
    //! Invalid, code "deleted", "replica" or "owned".
    Task<Result<DetailChanges>> check(Entry entry, DetailChanges changes) const;
    //! check(), then writes. Nothing was written where this is an error. What failed may be repeated: what was done
    //! all the same is found by check().
    Task<Result<DetailsReceipt>> run(Entry entry, DetailChanges changes) const;

private:
    Task<DetailsReceipt> write(QString target, DetailChanges changes, qsizetype tags) const;
    Task<DetailsReceipt> writeSecret(QString secretId, DetailChanges changes, qsizetype tags) const;
    Task<DetailsReceipt> writeParameter(QString name, DetailChanges changes, qsizetype tags) const;
    Task<Result<qint64>> putParameter(QString name, DetailChanges changes) const;
    Task<Result<EntryDetails>> readChecked(Entry entry, DetailChanges changes) const;

    Connection &m_connection;
};

} // namespace keyturn
