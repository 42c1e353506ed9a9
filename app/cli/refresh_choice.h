#pragma once
#include "app/cli/session.h"
#include "app/cli/verb.h"
#include "core/rotation/refresh_request.h"

namespace keyturn::cli {

//! --map, --provider, --parameters and --trust-token-url, of the verbs that ask a provider.
QList<QCommandLineOption> refreshSettingsOptions();
//! --probe-url and --trust-probe-url, of the verbs that try tokens out.
QList<QCommandLineOption> probeSettingsOptions();
//! Whether one of them is given.
bool changesRefreshSettings(const VerbArguments &arguments);

//! What is remembered of \p entry, changed as the options say. What they change is remembered in turn; consent only
//! where the entry really names that origin. Errors are for Session::fail().
Task<Result<RefreshSettings>> chosenSettings(Session *session, Connection *connection, Entry entry,
                                             VerbArguments arguments);

//! The entry that the first argument calls, where the session connects to, and how it is refreshed.
struct ChosenEntry {
    Connection *connection; //!< the session's
    Entry entry;
    RefreshSettings settings;
};
//! As findEntry() and chosenSettings().
Task<Result<ChosenEntry>> chosenEntry(Session *session, VerbArguments arguments);

} // namespace keyturn::cli
