#pragma once
#include "core/async/task.h"
#include "core/entry/entry_content.h"

#include <functional>

namespace keyturn {

class Connection;

//! An entry that holds a value, and in which of its keys.
struct SecretCopy {
    EntryContent content; //!< as it was read
    QStringList keys;
};

//! Every place of one account and region where a value lies: values are compared as they are read, and let go of.
class SecretCopies {
public:
    struct Found {
        QList<SecretCopy> copies;                //!< writable ones, in the order of their names
        QList<Entry> elsewhere;                  //!< hold it, but are written by another region or an AWS service
        QList<std::pair<QString, Error>> unread; //!< names that could not be looked into
        QList<Error> unlisted;                   //!< a store that could not be listed
        int looked = 0;                          //!< entries that were read
    };

    //! Outlives this and its tasks.
    explicit SecretCopies(Connection &connection) : m_connection(connection) {}

    //! \p looked is called with the number of entries that have been read, and of those there are.
    Task<Found> find(SecretString value, std::function<void(int, int)> looked) const;

private:
    Task<QList<Entry>> listed(Found *found) const;

    Connection &m_connection;
};

//! Keys of \p content that hold \p value.
QStringList keysHolding(const EntryContent &content, const SecretString &value);

} // namespace keyturn
