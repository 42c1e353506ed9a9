#pragma once
#include "core/due/due_rules.h"
#include "core/due/reminder_file.h"
#include "core/entry/entry.h"

#include <functional>

namespace keyturn {

//! What the board is made from besides the listing.
struct DueKnowledge {
    std::function<LoginFacts(const Entry &)> login = {}; //!< unset: nothing is known besides tags and layout
    QList<Reminder> reminders = {};
    int leadDays = 30; //!< from when on a date is "soon"
};

//! Every date of every source, earliest first; dates that are not known stand behind the others. From metadata alone.
//! Reminders of an account and region that are not among \p entries are left out.
QList<DueItem> dueBoard(const QList<Entry> &entries, const DueKnowledge &knowledge, const QDateTime &now);
//! The dates of one entry, without reminders.
QList<DueItem> dueItemsOf(const Entry &entry, const LoginFacts &facts, const QDateTime &now, int leadDays = 30);

//! \p items that are overdue, stuck or unknown, or fall due within \p days.
QList<DueItem> dueWithin(QList<DueItem> items, const QDateTime &now, int days);

} // namespace keyturn
