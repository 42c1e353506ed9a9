#include "core/due/due_date.h"

namespace keyturn {

namespace {
constexpr qint64 secondsPerDay = 24 * 60 * 60;
}

//! Both days by the clock as it is set now: when clocks change between them, 180 times 24 hours stay 180 days.
qint64 daysUntil(const QDateTime &dueAt, const QDateTime &now)
{
    const int offset = now.toLocalTime().offsetFromUtc();
    return now.toOffsetFromUtc(offset).date().daysTo(dueAt.toOffsetFromUtc(offset).date());
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
    return seconds <= leadDays * secondsPerDay ? DueState::Soon : DueState::Fine;
}

} // namespace keyturn
