#pragma once
#include "app/cli/session.h"
#include "core/save/save_journal.h"

namespace keyturn::cli {

//! Where saves note what is under way: the folder the window uses, too.
QString journalFolder();

//! Tells on standard error what became of saves in \p account that were cut off, and finishes what they left: labels of
//! ours. What only the window can put right stays noted. All outlive the task.
Task<std::monostate> tellEarlierSaves(Session *session, Connection *connection, SaveJournal *journal, QString account);

} // namespace keyturn::cli
