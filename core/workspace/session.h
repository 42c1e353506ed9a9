#pragma once
#include "core/connection/connection.h"
#include "core/read/entry_store.h"
#include "core/save/entry_save.h"

#include <memory>

namespace keyturn {

//! A connection and what works on it. A write keeps the one it began on, however long the place is left by then.
struct Session {
    explicit Session(std::unique_ptr<Connection> c) : connection(std::move(c)), store(*connection), save(*connection) {}
    std::unique_ptr<Connection> connection;
    EntryStore store;
    EntrySave save;
};

using SessionPtr = std::shared_ptr<Session>;

} // namespace keyturn
