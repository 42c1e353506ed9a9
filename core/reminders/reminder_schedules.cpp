#include "core/reminders/reminder_schedules.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

const QString ours = u"keyturn-"_s;

QString nameOf(const DueItem &item, int days)
{
    return u"%1%2-%3d"_s.arg(ours, dueUid(item).section(u'@', 0, 0)).arg(days);
}

} // namespace

QList<OneTimeSchedule> schedulesFor(const QList<DueItem> &items, const ScheduleTarget &target, const QDateTime &now,
                                    const std::function<QString(const DueItem &, int)> &message)
{
    const QTimeZone zone(target.zone.toLatin1());
    QList<OneTimeSchedule> schedules;
    for (const DueItem &item : items) {
        if (!item.due.dueAt.isValid())
            continue;
        const QDate day = item.due.dueAt.toTimeZone(zone).date();
        for (const int days : item.leadDays) {
            const QDateTime at(day.addDays(-days), target.at, zone);
            const QString local = at.date().toString(Qt::ISODate) + u'T' + target.at.toString(u"HH:mm:ss"_s);
            const OneTimeSchedule schedule{nameOf(item, days), u"at(%1)"_s.arg(local), target.zone,
                                           target.topicArn,    target.roleArn,         message(item, days)};
            if (at > now)
                schedules.append(schedule);
        }
    }
    std::sort(schedules.begin(), schedules.end(), [](const OneTimeSchedule &a, const OneTimeSchedule &b) {
        return std::tie(a.expression, a.name) < std::tie(b.expression, b.name);
    });
    return schedules;
}

Task<Result<QList<ScheduleDrift>>> scheduleDrift(AwsTransport &transport, QString group, QList<OneTimeSchedule> wanted)
{
    const SchedulerClient client(transport);
    const Result<QStringList> names = co_await client.listSchedules(group);
    if (!names)
        co_return names.error();
    QList<ScheduleDrift> drift;
    QStringList unknown = names->filter(QRegularExpression(u"\\A"_s + ours));
    for (const OneTimeSchedule &schedule : wanted) {
        if (!unknown.removeOne(schedule.name)) {
            drift.append({ScheduleDrift::Kind::Missing, schedule});
            continue;
        }
        const Result<OneTimeSchedule> found = co_await client.getSchedule(group, schedule.name);
        if (!found && found.error().kind == ErrorKind::NotFound) // it has gone off meanwhile
            continue;
        if (!found)
            co_return found.error();
        if (*found != schedule)
            drift.append({ScheduleDrift::Kind::Differs, schedule, *found});
    }
    for (const QString &name : std::as_const(unknown)) {
        const Result<OneTimeSchedule> found = co_await client.getSchedule(group, name);
        if (!found && found.error().kind == ErrorKind::NotFound)
            continue;
        if (!found)
            co_return found.error();
        OneTimeSchedule schedule;
        schedule.name = name;
        drift.append({ScheduleDrift::Kind::Unknown, schedule, *found});
    }
    co_return drift;
}

Task<Result<>> mendSchedules(AwsTransport &transport, QString group, QList<ScheduleDrift> drift, bool prune)
{
    const SchedulerClient client(transport);
    for (const ScheduleDrift &each : std::as_const(drift)) {
        if (each.kind == ScheduleDrift::Kind::Missing) {
            const Result<> made = co_await client.createSchedule(group, each.wanted);
            if (!made)
                co_return made.error();
        } else if (each.kind == ScheduleDrift::Kind::Differs) {
            const Result<> moved = co_await client.updateSchedule(group, each.wanted);
            if (!moved)
                co_return moved.error();
        } else if (prune) {
            const Result<> removed = co_await client.deleteSchedule(group, each.wanted.name);
            if (!removed && removed.error().kind != ErrorKind::NotFound)
                co_return removed.error();
        }
    }
    co_return Result<>();
}

} // namespace keyturn
