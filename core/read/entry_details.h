#pragma once
#include "core/entry/detail_changes.h"
#include "core/entry/entry.h"
#include "core/stores/replication_client.h"

namespace keyturn {

class Connection;

//! Everything that belongs to an entry besides its values, as read at one moment.
struct EntryDetails {
    Entry entry; //!< as it is described now; of a group all members
    QDateTime readAt;
    QDateTime lastAccessedAt; //!< of secrets: the day; invalid where AWS does not say
    DetailTexts texts;
    QList<ReplicaState> replicas;
    //! What could not be read, by what it is (tags, resource policy) with an empty key: not permitted, mostly. It is
    //! not known, so it is not to be written.
    QMap<DetailKey, Error> unread;

    //! The secret, or the parameters in their order.
    QStringList names() const;
    const ParameterMetadata *parameter(const QString &name) const;
    const ReplicaState *replica(const QString &region) const;
};

//! One DescribeSecret or DescribeParameters, and what these do not tell. \p connection outlives the task.
Task<Result<EntryDetails>> readDetails(Connection *connection, Entry entry);

} // namespace keyturn
