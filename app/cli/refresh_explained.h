#pragma once
#include "app/cli/exit_code.h"
#include "core/async/task.h"
#include "core/rotation/refresh_preflight.h"

namespace keyturn::cli {

class Session;

//! What a refresh of \p entry would ask its provider for, after all checks that only read. Asks the provider nothing
//! and writes nothing; no secret is printed.
Task<ExitCode> explainRefresh(Session *session, Connection *connection, Entry entry, RefreshSettings settings,
                              bool despiteRotation);

} // namespace keyturn::cli
