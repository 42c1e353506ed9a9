#pragma once
#include "core/async/task.h"
#include "core/entry/entry_content.h"
#include "core/entry/entry_link.h"

#include <optional>

namespace keyturn {

class Connection;

//! Finds and opens the entries of one connection.
class EntryStore {
public:
    explicit EntryStore(Connection &connection) : m_connection(connection) {}

    //! Finds an entry by name: a secret, a parameter, or the path of a parameter group; in \p store only where it is
    //! given. Invalid ("two-entries") where both stores have one: nobody can tell which is meant.
    //! The ARN of a secret or a parameter is a name too; NotFound "other-region" (which, in Error::detail) or
    //! "other-account" (the one that is signed in) where it is not here, Invalid "other-store" where it is not of
    //! \p store. Invalid "version-in-name" where a version or a label (which) is written behind a name.
    Task<Result<Entry>> find(QString name, std::optional<Store> store = {}) const;
    Task<Result<EntryContent>> open(Entry entry) const;

private:
    Task<Result<Entry>> findLinked(EntryLink link, std::optional<Store> store) const;
    Task<Result<Entry>> findLinkedParameter(QString name) const;
    Task<Result<Entry>> findSecret(QString name) const;
    Task<Result<Entry>> findParameter(QString name) const;
    Task<Result<EntryContent>> openSecret(Entry entry) const;
    Task<Result<EntryContent>> openParameters(Entry entry) const;

    Connection &m_connection;
};

} // namespace keyturn
