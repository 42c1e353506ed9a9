#pragma once
#include "core/entry/entry.h"
#include "core/rotation/unfinished_refresh.h"

namespace keyturn::cli {

//! Words of the output that programs read; never translated.
QString storeWord(Store store); //!< "secretsmanager", "ssm"
QString basisWord(DueBasis basis);
QString stateWord(DueState state);  //!< "fine", "soon", "overdue", ...
QString nextWord(RefreshNext next); //!< "store", "ask-again", ...
//! ISO 8601 in UTC; empty for an invalid time.
QString isoTime(const QDateTime &time);

} // namespace keyturn::cli
