#pragma once
#include "app/cli/session.h"
#include "core/reminders/reminder_chain.h"

namespace keyturn::cli {

//! Makes or changes the stack of a chain, and tells what AWS does meanwhile.
Task<ExitCode> putChainStack(Session &session, Connection *connection, ReminderChain chain);
//! NotFound where there is none.
Task<ExitCode> deleteChainStack(Session &session, Connection *connection, ReminderChain chain);

} // namespace keyturn::cli
