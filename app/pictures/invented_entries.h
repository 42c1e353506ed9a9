#pragma once
#include "core/entry/entry.h"

namespace keyturn {

//! Parameters of many tenants; their secrets fall due one after the other.
QList<Entry> inventedEntries(int count, const QDateTime &now);

} // namespace keyturn
