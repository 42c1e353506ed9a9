#pragma once
#include "core/base/json_writer.h"
#include "core/entry/entry.h"

namespace keyturn {

//! An entry as ListingCache keeps it: one JSON object without line ends; see there for what it leaves out.
void writeCachedEntry(JsonWriter &json, const Entry &entry);
//! Back again. What a line does not tell is empty; one that is none gives an entry without a name.
Entry readCachedEntry(QByteArrayView line, const QString &region);

} // namespace keyturn
