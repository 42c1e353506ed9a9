#pragma once
#include "app/cli/session.h"
#include "core/entry/due_board.h"

#include <functional>

namespace keyturn::cli {

//! Both stores, read to the end or to an error.
struct Listing {
    QList<Entry> entries; //!< sorted by name
    QList<Error> errors;  //!< a store that could not be listed
};

//! What this computer knows of dates besides what AWS tells; \p reminders are the user's own.
//! \p session must outlive it, and have its connection when entries are looked at.
DueKnowledge knowledgeOf(Session &session, const QList<Reminder> &reminders);

//! \p isWanted: which entries are kept; the others take no memory.
Task<Listing> readListing(Connection *connection, std::function<bool(const Entry &)> isWanted);

//! Says what could not be listed, the same reason once. Failed when one store was listed.
ExitCode reportErrors(Session &session, const QList<Error> &errors);

//! "in 12 days", "today", "3 days ago"; a dash for an invalid date.
QString dueText(const QDateTime &dueAt, const QDateTime &now);
//! "2026-11-21", the day that dueText() counts to: of the local time zone. A dash for an invalid date.
QString dateText(const QDateTime &time);

} // namespace keyturn::cli
