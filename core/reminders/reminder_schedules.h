#pragma once
#include "core/due/due_item.h"
#include "core/reminders/scheduler_client.h"

#include <QTime>
#include <functional>

namespace keyturn {

//! Where and when entries of EventBridge Scheduler go off.
struct ScheduleTarget {
    QString group;
    QString topicArn;
    QString roleArn; //!< that scheduler.amazonaws.com takes up, and that may publish
    QString zone;    //!< IANA
    QTime at{9, 0};  //!< by the clocks there
};

//! An entry for each lead time of each date that still lies ahead. No edit in AWS moves them; a date that moves moves
//! its entries, which keep their names. \p message: what people read, \p days before the date.
QList<OneTimeSchedule> schedulesFor(const QList<DueItem> &items, const ScheduleTarget &target, const QDateTime &now,
                                    const std::function<QString(const DueItem &, int days)> &message);

//! How an entry in AWS differs from what the board wants.
struct ScheduleDrift {
    enum class Kind {
        Missing,
        Differs,
        Unknown, //!< one of ours that belongs to no date of this board: of an entry that is gone, or of a colleague
    };
    Kind kind = Kind::Missing;
    OneTimeSchedule wanted;     //!< Unknown: only its name
    OneTimeSchedule found = {}; //!< not of what is missing
};

//! Reads only. Entries in the group that are not ours are left out.
Task<Result<QList<ScheduleDrift>>> scheduleDrift(AwsTransport &transport, QString group, QList<OneTimeSchedule> wanted);
//! Writes what is missing or differs, and removes what is unknown if \p prune. Stops at the first error.
Task<Result<>> mendSchedules(AwsTransport &transport, QString group, QList<ScheduleDrift> drift, bool prune);

} // namespace keyturn
