#pragma once
#include "app/cli/exit_code.h"
#include "core/base/json_writer.h"
#include "core/due/due_item.h"
#include "core/schedule/rotation_schedule.h"

#include <QHash>

namespace keyturn::cli {

//! What is printed, and how.
struct DueReport {
    QList<DueItem> items;                         //!< of the time that was asked for
    QHash<EntryId, RotationRules> rotations = {}; //!< of entries that are rotated
    QStringList failures = {};                    //!< what could not be listed
    QDateTime now;
    bool hideNames = false;
};

//! An array of one object a date.
void writeDue(JsonWriter &json, const DueReport &report);
//! Text exposition format 0.0.4 of Prometheus, one gauge a date.
QByteArray duePrometheus(const DueReport &report);
//! A line and those of its details as monitoring plugins print them; see monitoringCode().
QStringList dueNagios(const DueReport &report);
//! Of the monitoring plugins' convention: 0 nothing falls due, 1 something does, 2 something is overdue, 3 not known.
//! Access tokens, which whoever needs one refreshes, and dates that nobody knows count as fine.
ExitCode monitoringCode(const DueReport &report);

} // namespace keyturn::cli
