#include "ui/text/status.h"

#include "core/due/due_rules.h"
#include "core/entry/due_board.h"
#include "ui/text/wording.h"

#include <algorithm>

namespace keyturn {

namespace {

//! The day AWS deletes it; or a day that has passed: then it is the day of the request, and the window is not known.
EntryStatus deleting(const QDateTime &at, const WallClock &now)
{
    return {Status::Deleting, at > now.now ? std::max<qint64>(0, daysUntil(at, now)) : -1};
}

} // namespace

EntryStatus statusOf(const DueDate &due, const WallClock &now, int leadDays)
{
    const qint64 days = due.dueAt.isValid() ? daysUntil(due.dueAt, now) : 0;
    switch (dueState(due, now.now, leadDays)) {
    case DueState::Unknown:
        return {Status::Unknown, days};
    case DueState::Fine:
        return {Status::Fine, days};
    case DueState::Soon:
        return {Status::DueSoon, days};
    case DueState::Overdue:
        return {Status::Overdue, days};
    case DueState::Stuck:
        return {Status::RotationStuck, days};
    case DueState::Deleting:
        return deleting(due.dueAt, now);
    }
    return {};
}

EntryStatus statusOf(const Entry &entry, const QDateTime &now, bool unfinished, int leadDays)
{
    if (unfinished)
        return {Status::Unfinished, 0};
    if (entry.deletedAt.isValid())
        return deleting(entry.deletedAt, now);
    if (entry.due.isEmpty()) {
        // Of what was never opened nobody knows whether a provider ends it.
        const bool isKnown =
            entry.id.isParameter() || (entry.kind != CredentialKind::Unknown && !hasClientSecretRule(entry.kind));
        return {isKnown ? Status::NoDueDate : Status::Unknown, 0};
    }
    const DueDate *date = decisiveDate(entry, now);
    return date ? statusOf(*date, now, leadDays) : EntryStatus{Status::Unknown, 0};
}

QString StatusText::inDays(qint64 days)
{
    const int count = int(std::min<qint64>(std::abs(days), 1'000'000));
    if (days < 0)
        return count == 1 ? tr("overdue %n day", nullptr, count) : tr("overdue %n days", nullptr, count);
    if (days == 0)
        return tr("today");
    return count == 1 ? tr("in %n day", nullptr, count) : tr("in %n days", nullptr, count);
}

QString StatusText::dueChip(const EntryStatus &status)
{
    if (status.status == Status::Deleting && status.days >= 0)
        return inDays(status.days);
    return chip(status);
}

QString StatusText::chip(const EntryStatus &status)
{
    const int days = int(std::min<qint64>(std::abs(status.days), 1'000'000));
    switch (status.status) {
    case Status::Unfinished:
        return tr("unfinished");
    case Status::RotationStuck:
        return tr("rotation stuck");
    case Status::Overdue:
        return status.days == 0 ? tr("overdue today") : inDays(-days);
    case Status::Grace:
    case Status::DueSoon:
    case Status::Fine:
        return inDays(status.days);
    case Status::Deleting:
        if (status.days <= 0)
            return status.days == 0 ? tr("deleted today") : tr("marked for deletion");
        return days == 1 ? tr("deleted in %n day", nullptr, days) : tr("deleted in %n days", nullptr, days);
    case Status::Propagating:
        return tr("propagating");
    case Status::Running:
        return tr("running");
    case Status::NoDueDate:
        return tr("no due date");
    case Status::Unknown:
        return tr("not known");
    case Status::ReadOnly:
        return tr("read-only");
    case Status::WritingUnlocked:
        return tr("writing unlocked");
    case Status::Rehearsal:
        return rehearsal();
    case Status::Edited:
        return tr("edited");
    case Status::Added:
        return tr("added");
    case Status::Removed:
        return tr("removed");
    }
    return {};
}

QString StatusText::step(int step, int of)
{
    return tr("Step %1 of %2").arg(step).arg(of);
}

QString StatusText::readOnly(const QString &profile)
{
    return tr("%1, read-only").arg(profile);
}

QString StatusText::writingUnlocked(const QString &profile, int minutes)
{
    return tr("%1, writing unlocked for %2 min").arg(profile).arg(minutes);
}

QString StatusText::rehearsal()
{
    return tr("Sandbox, not real AWS");
}

} // namespace keyturn
