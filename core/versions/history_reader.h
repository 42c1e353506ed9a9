#pragma once
#include "core/async/task.h"
#include "core/versions/version_history.h"

namespace keyturn {

class Connection;

//! Every version of a secret or of the parameters of an entry, newest first. \p connection must outlive the task.
Task<Result<QList<VersionRow>>> readVersions(Connection *connection, Entry entry);
//! The same with the values of parameters, which come in the same answers. Where they may not be decrypted the rows
//! carry the error. Secrets come without values: read those one by one.
Task<Result<VersionHistory>> readHistory(Connection *connection, Entry entry);

//! How many older values readForAges() reads at most: some clients write a version every hour.
inline constexpr int mostVersionsForAges = 12;
//! The history of an entry that was opened, with as many values, from the newest on, as it takes to date its keys.
Task<Result<VersionHistory>> readForAges(Connection *connection, EntryContent opened);

} // namespace keyturn
