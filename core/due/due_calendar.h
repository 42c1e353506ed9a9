#pragma once
#include "core/due/due_item.h"

#include <functional>

namespace keyturn {

//! How dates become events. The words are the caller's: core has none for people.
struct CalendarOptions {
    std::function<QString(const DueItem &)> summary;     //!< one line
    std::function<QString(const DueItem &)> description; //!< several lines
    std::function<QString(const DueItem &, int days)> leadSummary;
    QString hiddenSummary;   //!< instead of all of them where names are hidden
    bool hideNames = false;  //!< no name, no reason, no link: a date and our own id
    bool leadEvents = false; //!< lead times as events of their own: most calendars drop alarms of feeds
};

//! An iCalendar file (RFC 5545) of all items that have a date: CRLF, lines folded at 75 octets, UTC only, UIDs that
//! stay the same, so that reading it again makes no duplicates. Days are all-day events of the local calendar; the end
//! of an access token is a moment.
QByteArray dueCalendar(const QList<DueItem> &items, const CalendarOptions &options, const QDateTime &now);

//! One content line as RFC 5545 section 3.1 folds it, with its CRLF. No character is split.
QByteArray foldedCalendarLine(const QString &line);
//! A TEXT value (section 3.3.11): ; , \ and line breaks escaped, other control characters left out.
QString calendarText(const QString &text);

} // namespace keyturn
