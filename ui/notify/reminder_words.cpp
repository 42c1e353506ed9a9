#include "ui/notify/reminder_words.h"

#include "ui/text/status.h"
#include "ui/text/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int daysOfWeek = 7;

bool isUrgent(const DueItem &item, const QDateTime &now)
{
    const DueState state = dueState(item.due, now);
    return state == DueState::Overdue || state == DueState::Stuck;
}

//! The name, and what it is of where the title does not say so.
QString nameOf(const DueItem &item)
{
    const QString name = Wording::dueName(item);
    return item.due.reason == DueReason::Reminder && !item.due.name.isEmpty() ? name + u", "_s + item.note.text : name;
}

} // namespace

QString ReminderWords::title(const DueItem &item, const QDateTime &now)
{
    const EntryStatus status = statusOf(item.due, now);
    const QString when = StatusText::dueChip(status);
    QString what;
    switch (item.due.reason) {
    case DueReason::ClientSecretAge:
        what = status.status == Status::Overdue ? tr("Client secret %1") : tr("Client secret due %1");
        break;
    case DueReason::Expiration:
        what = status.status == Status::Overdue ? tr("Parameter expiry %1") : tr("Parameter expires %1");
        break;
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
        what = status.status == Status::Overdue ? tr("Refresh token %1") : tr("Refresh token ends %1");
        break;
    case DueReason::ScheduledDeletion:
        return status.days >= 0 ? tr("Secret deleted %1").arg(when) : tr("Secret marked for deletion");
    case DueReason::Rotation:
    case DueReason::PendingRotation:
        return tr("Rotation did not finish");
    case DueReason::TokenExpiry:
        what = tr("Access token ends %1");
        break;
    case DueReason::UnreadablePolicy:
        return tr("Policy that can't be read");
    case DueReason::NoChangeNotification:
    case DueReason::ExpirationNotification:
    case DueReason::Reminder:
        what = status.status == Status::Overdue ? tr("Reminder %1") : tr("Reminder due %1");
        break;
    }
    return what.arg(when);
}

bool ReminderWords::canBeMarked(const DueItem &item)
{
    return item.due.reason == DueReason::Reminder
           || (item.due.reason == DueReason::ClientSecretAge && item.entry.isSecret());
}

Notification ReminderWords::of(const Alarm &alarm, const QDateTime &now, bool hideNames)
{
    const DueItem &item = alarm.item;
    Notification notification;
    notification.title = title(item, now);
    notification.urgent = isUrgent(item, now);
    if (hideNames)
        notification.body = tr("Open Keyturn to see which one.");
    else
        //: A name, "3 December", "A new client secret".
        notification.body = tr("%1, %2. What resets it: %3.")
                                .arg(nameOf(item), Wording::date(item.due.dueAt, now), Wording::dueReset(item.due));
    notification.actions = {{QLatin1StringView(open), tr("Open")},
                            {QLatin1StringView(openButton), tr("Open")},
                            {QLatin1StringView(snooze), tr("Remind me tomorrow")}};
    if (canBeMarked(item))
        notification.actions.append(
            {QLatin1StringView(done), item.due.reason == DueReason::Reminder ? tr("Mark done") : tr("Mark rotated")});
    return notification;
}

Notification ReminderWords::of(const QList<Alarm> &alarms, const QDateTime &now, bool hideNames)
{
    Notification notification;
    notification.title = tr("%n reminder(s)", nullptr, int(alarms.size()));
    QStringList lines;
    for (const Alarm &alarm : alarms.first(std::min<qsizetype>(alarms.size(), 5))) {
        const QString said = title(alarm.item, now);
        lines.append(hideNames ? said : u"%1: %2"_s.arg(nameOf(alarm.item), said));
        notification.urgent = notification.urgent || isUrgent(alarm.item, now);
    }
    if (const int more = int(alarms.size() - lines.size()); more > 0)
        lines.append(tr("and %n more", nullptr, more));
    notification.body = lines.join(u'\n');
    notification.actions = {{QLatin1StringView(open), tr("Open")}, {QLatin1StringView(openButton), tr("Show them")}};
    return notification;
}

Notification ReminderWords::digest(const QList<DueItem> &board, const QDateTime &now, bool hideNames)
{
    int overdue = 0;
    QList<DueItem> week;
    for (const DueItem &item : board) {
        if (item.due.reason == DueReason::TokenExpiry || dueState(item.due, now) == DueState::Unknown)
            continue;
        const bool isAwsWork = item.due.reason == DueReason::Rotation || item.due.reason == DueReason::PendingRotation;
        overdue += isUrgent(item, now) ? 1 : 0;
        if (!isUrgent(item, now) && !isAwsWork && daysUntil(item.due.dueAt, now) <= daysOfWeek)
            week.append(item);
    }
    Notification notification;
    notification.title = tr("This week: %n date(s)", nullptr, int(week.size()));
    QStringList lines;
    if (overdue > 0)
        lines.append(tr("%n overdue or stuck", nullptr, overdue));
    for (const DueItem &item : week.first(std::min<qsizetype>(hideNames ? 0 : 5, week.size())))
        lines.append(u"%1: %2"_s.arg(nameOf(item), title(item, now)));
    if (lines.isEmpty())
        lines.append(week.isEmpty() ? tr("Nothing falls due in the next 7 days.")
                                    : tr("Open Keyturn to see which ones."));
    notification.body = lines.join(u'\n');
    notification.actions = {{QLatin1StringView(open), tr("Open")}, {QLatin1StringView(openButton), tr("Show them")}};
    return notification;
}

} // namespace keyturn
