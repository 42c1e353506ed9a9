#pragma once
#include "app/cli/listing.h"
#include "app/cli/verb.h"
#include "core/reminders/reminder_chain.h"

namespace keyturn::cli {

//! The options that say which chain is meant: --name, --prefix, --email, --sms, --key and --schedules.
QList<QCommandLineOption> chainOptions();
ReminderChain chainOf(const VerbArguments &arguments);
//! Account, region and partition of the connection.
Task<Result<ChainPlace>> chainPlace(Connection *connection);

} // namespace keyturn::cli
