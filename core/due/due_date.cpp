#include "core/due/due_date.h"

namespace keyturn {

qint64 daysUntil(const QDateTime &dueAt, const QDateTime &now)
{
    return now.toLocalTime().date().daysTo(dueAt.toLocalTime().date());
}

qint64 daysUsed(const DueDate &due, const QDateTime &now)
{
    return due.days - daysUntil(due.dueAt, now);
}

DueState dueState(const DueDate &due, const QDateTime &now, int leadDays)
{
    if (!due.dueAt.isValid())
        return DueState::None;
    if (due.reason == DueReason::ScheduledDeletion)
        return DueState::Deleting;
    const qint64 seconds = now.secsTo(due.dueAt);
    if (due.reason == DueReason::Rotation) // AWS does it; nobody has to act unless it was missed
        return seconds < 0 ? DueState::Stuck : DueState::Fine;
    if (seconds <= 0)
        return DueState::Overdue;
    return daysUntil(due.dueAt, now) <= leadDays ? DueState::Soon : DueState::Fine;
}

} // namespace keyturn
