#pragma once
#include "core/entry/entry.h"

namespace keyturn {

//! Where the AWS console shows \p entry, percent-encoded; of a group, its parameters in the list. Empty where \p region
//! has no console, see consoleHosts().
QByteArray consolePageOf(const Entry &entry, const QString &region);

} // namespace keyturn
