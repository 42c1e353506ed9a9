#pragma once
#include "core/entry/detail_changes.h"
#include "core/entry/entry_content.h"

namespace keyturn {

//! A NoChangeNotification that an edit restarts although nothing was rotated: any PutParameter does, one that changes
//! the description, the tier or the policies too. Dates are UTC.
struct ClockReset {
    QString name;  //!< of the parameter
    int spanHours; //!< "not changed for"
    QDateTime dueBefore;
    QDateTime dueAfter;
    bool onlyBlanks = false; //!< the value changes, but only in blanks and line breaks around it

    friend bool operator==(const ClockReset &, const ClockReset &) = default;
};

//! Those that \p edits and \p details, saved at \p now, would restart. A notification that they take away, and the
//! reminder of a value that really becomes another one, are none of them.
QList<ClockReset> clockResets(const EntryContent &content, const QList<FieldEdit> &edits, const DetailChanges &details,
                              const QDateTime &now);

} // namespace keyturn
