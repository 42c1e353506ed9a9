#pragma once
#include "core/async/task.h"
#include "core/entry/entry_content.h"

#include <functional>
#include <variant>

namespace keyturn {

class Connection;

//! Opens many entries, a few side by side, and hands over each as it arrives. Destroy the task to stop.
//! \p each runs inside the coroutine: it must not end tasks. \p connection outlives the task.
Task<std::monostate> readEach(Connection *connection, QList<Entry> entries,
                              std::function<void(const Entry &, const Result<EntryContent> &)> each);

} // namespace keyturn
