#pragma once
#include "core/due/due_date.h"
#include "core/stores/entry_id.h"

#include <optional>

namespace keyturn {

//! How much of DueDate::dueAt is meant.
enum class DuePrecision {
    Second,    //!< at that time
    Day,       //!< some time on that day, UTC
    OnOrAfter, //!< AWS looks from time to time: then, or somewhat later
};

//! Who says so.
enum class DueSource {
    ParameterPolicy, //!< of the parameter
    SecretsManager,  //!< rotation and deletion
    ProviderRule,    //!< a life that the provider documents
    Token,           //!< what the provider answered when it issued the token
    Person,          //!< a reminder of the admin's own
};

//! What only an admin's own reminder has.
struct DueNote {
    QString id; //!< stable, ASCII
    QString text;
    QString owner;
    QString link;            //!< http(s) only
    int repeatEveryDays = 0; //!< 0: once

    friend bool operator==(const DueNote &, const DueNote &) = default;
};

//! One row of the board: a date, what it is of, and how it stands. Metadata only.
struct DueItem {
    EntryId entry; //!< of a reminder that belongs to no entry: with an empty name
    QString arn;   //!< empty where it is not known, and of groups
    DueDate due;   //!< why, which key, when (UTC), counted from when, and how far that is known
    DueSource source = DueSource::SecretsManager;
    DuePrecision precision = DuePrecision::Second;
    DueState state = DueState::Unknown;
    QDateTime graceEnd;   //!< UTC; the client secret before this one works until then; invalid: none
    QList<int> leadDays;  //!< days before dueAt at which to remind, the most first
    QString policyStatus; //!< PolicyStatus as AWS says it; empty elsewhere
    DueNote note;         //!< DueReason::Reminder only

    friend bool operator==(const DueItem &, const DueItem &) = default;
};

//! "NoChangeNotification", ...: what files and programs read; it never changes.
QString reasonWord(DueReason reason);
std::optional<DueReason> reasonOfWord(const QString &word);

//! Days before a date of \p reason at which to remind, the most first: SP-API's own mails come 90, 60, 30, 15, 7 and 1
//! days before a client secret ends.
QList<int> usualLeadDays(DueReason reason);
DueSource dueSourceOf(DueReason reason);
DuePrecision duePrecisionOf(DueReason reason);

//! Names the same date of the same thing on every computer and every day, whenever it falls due: ASCII, without the
//! name. For calendars, metrics and schedules.
QString dueUid(const DueItem &item);

} // namespace keyturn
