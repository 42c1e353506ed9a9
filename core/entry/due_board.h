#pragma once
#include "core/due/due_rules.h"
#include "core/due/lead_times.h"
#include "core/due/reminder_file.h"
#include "core/entry/entry.h"

#include <functional>

namespace keyturn {

//! What the board is made from besides the listing.
struct DueKnowledge {
    std::function<LoginFacts(const Entry &)> login = {}; //!< unset: nothing is known besides tags and layout
    QList<Reminder> reminders = {};
    LeadTimes leads = {};
};

//! Puts into \p entry what AWS does not tell of it: when its provider ends the login, reminders of its own, and when
//! its access token ends where nobody has looked at its value. Once more is the same as once.
void addKnownDates(Entry &entry, const DueKnowledge &knowledge);

//! The date that the state of an entry speaks of: the most urgent one of \p entry, of several the earliest. Null: it
//! has none.
const DueDate *decisiveDate(const Entry &entry, const QDateTime &now);

//! Every date of every source, earliest first; dates that are not known stand behind the others. From metadata alone.
//! Reminders of an account and region that are not among \p entries are left out.
QList<DueItem> dueBoard(const QList<Entry> &entries, const DueKnowledge &knowledge, const QDateTime &now);
//! Whether one of them would be of \p entry; from metadata alone.
bool hasDates(const Entry &entry, const DueKnowledge &knowledge);

//! The user's own reminders alone, of whatever account and region.
QList<DueItem> reminderBoard(const QList<Reminder> &reminders, const LeadTimes &leads, const QDateTime &now);

//! \p items that are overdue, stuck or unknown, or fall due within \p days.
QList<DueItem> dueWithin(QList<DueItem> items, const QDateTime &now, int days);

} // namespace keyturn
