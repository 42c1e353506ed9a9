#pragma once
#include "core/entry/entry_content.h"

#include <functional>

namespace keyturn {

//! Opens many entries, a few side by side, and hands over each as it arrives. Destroy the task to stop.
//! \p each runs inside the coroutine: it must not end tasks. \p connection outlives the task.
Task<std::monostate> readEach(Connection *connection, QList<Entry> entries,
                              std::function<void(const Entry &, const Result<EntryContent> &)> each);

} // namespace keyturn
