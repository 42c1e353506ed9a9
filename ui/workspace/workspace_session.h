#pragma once
#include "core/read/entry_catalog.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"
#include "ui/workspace/workspace.h"

namespace keyturn {

//! A connection and what works on it. Writes keep the one they began on.
struct Workspace::Session {
    explicit Session(std::unique_ptr<Connection> c) : connection(std::move(c)), store(*connection), save(*connection) {}
    std::unique_ptr<Connection> connection;
    EntryStore store;
    EntrySave save;
    std::unique_ptr<EntryCatalog> catalog;
};

//! With the connection it began on.
struct Workspace::Half {
    std::shared_ptr<Session> session;
    HalfSaved state;
    std::shared_ptr<void> hold = {}; //!< of a record that was found: no other process looks at it meanwhile
};

} // namespace keyturn
