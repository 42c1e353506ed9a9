#pragma once
#include "core/entry/entry.h"

namespace keyturn {

//! Names, places and dates of entries as CSV (RFC 4180, UTF-8), never a value. A field that a spreadsheet would take
//! for a formula gets an apostrophe in front. Of several dates of an entry it is the one that the list shows at \p now.
QByteArray namesAndDates(const QList<Entry> &entries, const QDateTime &now);

} // namespace keyturn
