#include "ui/reminders/schedule_words.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace keyturn {

QString ScheduleWords::state(const OpenSchedules &schedules)
{
    if (schedules.isWriting())
        return tr("Writing reminders…");
    if (schedules.isLooking())
        return tr("Checking with AWS…");
    switch (schedules.state()) {
    case OpenSchedules::State::NotKnown:
        return tr("Can't tell which reminders are in place.");
    case OpenSchedules::State::NotListed:
        return tr("The list of entries isn't complete.");
    case OpenSchedules::State::NoGroup:
        return tr("The reminder chain has no group for EventBridge Scheduler.");
    case OpenSchedules::State::NothingDue:
        return tr("No date needs a reminder.");
    case OpenSchedules::State::InStep:
        return tr("Every reminder is in place.");
    case OpenSchedules::State::Drift:
        return tr("Some reminders are missing or wrong.");
    }
    return {};
}

QString ScheduleWords::detail(const OpenSchedules &schedules)
{
    if (schedules.isBusy())
        return {};
    switch (schedules.state()) {
    case OpenSchedules::State::NotListed:
        return tr("Reminders of entries that weren't listed would look left over. Check again to reload the list.");
    case OpenSchedules::State::NoGroup:
        return tr("Select “With a role and a group for EventBridge Scheduler” for the chain and create or update it.");
    case OpenSchedules::State::InStep:
        return tr("There is nothing to write. Edits in AWS don't move these reminders.");
    case OpenSchedules::State::Drift:
        return tr("%1 missing, %2 different, %3 left over. Only what is listed as a change is written.")
            .arg(schedules.count(ScheduleDrift::Kind::Missing))
            .arg(schedules.count(ScheduleDrift::Kind::Differs))
            .arg(schedules.count(ScheduleDrift::Kind::Unknown));
    case OpenSchedules::State::NotKnown:
    case OpenSchedules::State::NothingDue:
        break;
    }
    return {};
}

QString ScheduleWords::change(const ScheduleDrift *drift, bool prunes)
{
    if (!drift)
        return tr("In place");
    switch (drift->kind) {
    case ScheduleDrift::Kind::Missing:
        return tr("Create");
    case ScheduleDrift::Kind::Unknown:
        return prunes ? tr("Delete") : tr("Left over, stays");
    case ScheduleDrift::Kind::Differs:
        break;
    }
    if (moment(drift->found) != moment(drift->wanted))
        return tr("Move from %1").arg(moment(drift->found));
    if (!drift->found.isEnabled)
        return tr("Turn on");
    return drift->found.message == drift->wanted.message ? tr("Correct the target") : tr("Correct the message");
}

QString ScheduleWords::moment(const OneTimeSchedule &schedule)
{
    const QString text = schedule.expression.section(u'(', 1).chopped(1);
    const QDateTime local = QDateTime::fromString(text, Qt::ISODate);
    return local.isValid() ? u"%1 %2"_s.arg(local.toString(u"d MMM yyyy, HH:mm"_s), schedule.zone)
                           : u"%1 %2"_s.arg(schedule.expression, schedule.zone);
}

QString ScheduleWords::target(const ScheduleTarget &target)
{
    return tr("Group: %1\nTopic: %2\nRole: %3").arg(target.group, target.topicArn, target.roleArn);
}

QString ScheduleWords::write(int written, int deleted)
{
    if (deleted > 0 && written == 0)
        return tr("Delete %1").arg(deleted);
    if (written == 0)
        return tr("Write reminders");
    if (deleted > 0)
        return tr("Write %1, delete %2").arg(written).arg(deleted);
    return tr("Write %n reminder(s)", nullptr, written);
}

QString ScheduleWords::progress(const OpenSchedules &schedules)
{
    if (schedules.isStopping())
        return tr("Finishing the one in progress…");
    return tr("%1 of %2 written.").arg(schedules.written()).arg(schedules.toWrite());
}

QString ScheduleWords::prune(int count)
{
    return tr("Delete %n reminder(s) that belong to no date here", nullptr, count);
}

} // namespace keyturn
