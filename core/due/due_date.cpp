#include "core/due/due_date.h"

#include <algorithm>

namespace keyturn {

namespace {
constexpr qint64 secondsPerDay = 24LL * 60 * 60;

//! A login that dies after a week without use is not about to die all the time.
qint64 leadSeconds(const DueDate &due, int leadDays)
{
    const qint64 lead = leadDays * secondsPerDay;
    const bool isOfUse = due.reason == DueReason::RefreshIdle || due.reason == DueReason::TokenExpiry;
    return isOfUse && due.since.isValid() ? std::min(lead, due.since.secsTo(due.dueAt) / 3) : lead;
}
} // namespace

WallClock::WallClock(const QDateTime &moment) : now(moment), offset(moment.toLocalTime().offsetFromUtc())
{}

//! Both days by the clock as it is set now: when clocks change between them, 180 times 24 hours stay 180 days.
qint64 daysUntil(const QDateTime &dueAt, const WallClock &now)
{
    return now.now.toOffsetFromUtc(now.offset).date().daysTo(dueAt.toOffsetFromUtc(now.offset).date());
}

qint64 daysUsed(const DueDate &due, const QDateTime &now)
{
    return due.days - daysUntil(due.dueAt, now);
}

DueState dueState(const DueDate &due, const QDateTime &now, int leadDays)
{
    if (!due.dueAt.isValid() || (due.basis == DueBasis::LastSeen && due.dueAt <= now))
        return DueState::Unknown;
    if (due.reason == DueReason::ScheduledDeletion)
        return DueState::Deleting;
    const qint64 seconds = now.secsTo(due.dueAt);
    // AWS does it; nobody has to act unless it was missed
    if (due.reason == DueReason::Rotation || due.reason == DueReason::PendingRotation)
        return seconds < 0 ? DueState::Stuck : DueState::Fine;
    if (seconds <= 0)
        return DueState::Overdue;
    return seconds <= leadSeconds(due, leadDays) ? DueState::Soon : DueState::Fine;
}

} // namespace keyturn
