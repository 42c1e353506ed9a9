#pragma once
#include "core/entry/entry.h"

namespace keyturn {

//! Names, places and dates of entries as CSV (RFC 4180, UTF-8), never a value. A field that a spreadsheet would take
//! for a formula gets an apostrophe in front.
QByteArray namesAndDates(const QList<Entry> &entries);

} // namespace keyturn
