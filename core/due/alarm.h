#pragma once
#include "core/due/due_item.h"

namespace keyturn {

//! A moment at which somebody is to be told of a date.
struct Alarm {
    DueItem item;
    int leadDays = 0; //!< the lead time that has begun; 0: it is due, overdue or stuck
    QString key;      //!< the same on every run and in every program, another one once the date has moved

    friend bool operator==(const Alarm &, const Alarm &) = default;
};

//! What \p board has to tell at \p now: of each date the lead time that began last and nothing that came before it. Not
//! of dates that nobody knows, of what AWS does by itself while it does, or of access tokens. Whether it was told
//! already is ToldReminders' business.
QList<Alarm> alarmsOf(const QList<DueItem> &board, const QDateTime &now);
//! Its key once more for the reminder that comes back after it was put off until \p until.
QString keyAfterSnooze(const Alarm &alarm, const QDateTime &until);

} // namespace keyturn
