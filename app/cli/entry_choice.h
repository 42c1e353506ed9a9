#pragma once
#include "app/cli/verb.h"
#include "core/entry/entry.h"

#include <optional>

namespace keyturn {
class Connection;
}

namespace keyturn::cli {

//! --store, of every verb that takes the NAME of an entry.
QCommandLineOption storeOption();
//! The store that --store names; none where it is not given. Another word is an error for Session::fail().
Result<std::optional<Store>> storeOf(const VerbArguments &arguments);
//! The entry called by the first argument. An error where there is none, or one in each store and --store is missing.
Task<Result<Entry>> findEntry(Connection *connection, VerbArguments arguments);

} // namespace keyturn::cli
