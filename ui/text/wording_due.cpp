// What Wording says about due dates.
#include "ui/text/wording.h"

namespace keyturn {
using namespace Qt::StringLiterals;

QString Wording::dueWhat(const DueDate &due)
{
    switch (due.reason) {
    case DueReason::ClientSecretAge:
        return tr("client secret");
    case DueReason::NoChangeNotification:
        return tr("reminder");
    case DueReason::ExpirationNotification:
        return tr("reminder before it expires");
    case DueReason::Expiration:
        return tr("entire parameter");
    case DueReason::Rotation:
    case DueReason::ScheduledDeletion:
    case DueReason::PendingRotation:
        return tr("entire secret");
    case DueReason::TokenExpiry:
        return tr("access token");
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
        return tr("refresh token");
    case DueReason::Reminder:
        return tr("reminder of your own");
    case DueReason::UnreadablePolicy:
        return tr("policy");
    }
    return {};
}

QString Wording::dueTitle(const DueDate &due, const QDateTime &now)
{
    const QString on = date(due.dueAt, now);
    switch (due.reason) {
    case DueReason::ClientSecretAge:
        return due.basis == DueBasis::AtTheLatest ? tr("Client secret, due %1 at the latest").arg(on)
                                                  : tr("Client secret, due %1").arg(on);
    case DueReason::NoChangeNotification:
    case DueReason::ExpirationNotification:
        return tr("Reminder, due %1").arg(on);
    case DueReason::Expiration:
        return tr("Parameter expires %1").arg(on);
    case DueReason::Rotation:
        return due.dueAt.isValid() ? tr("Rotation, due %1").arg(on) : tr("Rotation, date not known");
    case DueReason::ScheduledDeletion:
        return tr("Deletion, on %1").arg(on);
    case DueReason::PendingRotation:
        return tr("Unfinished rotation");
    case DueReason::TokenExpiry:
        return tr("Access token, expires %1").arg(on);
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
        return due.basis == DueBasis::AtTheLatest ? tr("Refresh token, ends %1 at the latest").arg(on)
                                                  : tr("Refresh token, ends %1").arg(on);
    case DueReason::Reminder:
        return tr("Reminder, due %1").arg(on);
    case DueReason::UnreadablePolicy:
        return tr("Policy, date not known");
    }
    return on;
}

QString Wording::dueProgress(const DueDate &due, const QDateTime &now)
{
    if (due.days <= 0)
        return date(due.dueAt, now);
    const qint64 left = daysUntil(due.dueAt, now);
    if (left < 0) // how long it is overdue stands beside it
        return tr("%1-day limit").arg(due.days);
    const QString used = tr("%1 of %2").arg(daysUsed(due, now)).arg(days(due.days));
    return due.basis == DueBasis::AtTheLatest ? tr("at least %1").arg(used) : used;
}

QString Wording::dueReason(const DueDate &due, const QDateTime &now)
{
    const QString since = due.since.isValid() ? shortDate(due.since, now) : QString();
    const bool passed = due.dueAt < now;
    switch (due.reason) {
    case DueReason::ClientSecretAge:
        if (due.basis == DueBasis::AtTheLatest)
            return tr("Client secrets expire after %1 (in use since %2, or longer)").arg(days(due.days), since);
        if (due.basis == DueBasis::Creation)
            return tr("Client secrets expire after %1 (secret created %2; when its client secret changed is not known)")
                .arg(days(due.days), since);
        return tr("Client secrets expire after %1 (changed %2)").arg(days(due.days), since);
    case DueReason::NoChangeNotification:
        return since.isEmpty() ? tr("NoChangeNotification fires after %1 without a change").arg(span(due.spanHours))
                               : tr("NoChangeNotification fires %1 after %2").arg(span(due.spanHours), since);
    case DueReason::ExpirationNotification:
        return tr("ExpirationNotification fires %1 before the parameter expires").arg(span(due.spanHours));
    case DueReason::Expiration:
        return tr("AWS deletes the parameter on this date (Expiration policy)");
    case DueReason::Rotation:
        if (!due.dueAt.isValid())
            return tr("Rotation is on, but AWS gives no date for the next one");
        return passed ? tr("Rotation didn't run on its date")
                      : tr("Secrets Manager rotates it at this date at the latest");
    case DueReason::ScheduledDeletion:
        return since.isEmpty() ? tr("Deletion was scheduled, it can be restored until then")
                               : tr("Deletion was scheduled on %1 with %2 to recover").arg(since, days(due.days));
    case DueReason::PendingRotation:
    case DueReason::TokenExpiry:
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
    case DueReason::Reminder:
        return loginReason(due, since, passed);
    case DueReason::UnreadablePolicy:
        return tr("A policy of the parameter has no date or span that can be read");
    }
    return {};
}

QString Wording::dueName(const DueItem &item)
{
    return item.due.name.isEmpty() ? item.note.text : item.due.name;
}

QString Wording::duePart(const DueItem &item)
{
    if (item.due.reason == DueReason::Reminder && !item.due.name.isEmpty())
        return item.due.key.isEmpty() ? item.note.text : u"%1: %2"_s.arg(item.due.key, item.note.text);
    return item.due.key.isEmpty() ? dueWhat(item.due) : item.due.key;
}

QString Wording::dueReason(const DueItem &item, const QDateTime &now)
{
    QString reason = dueReason(item.due, now);
    if (item.note.repeatEveryDays > 0)
        //: A sentence, "90 days".
        reason = tr("%1, every %2").arg(reason, days(item.note.repeatEveryDays));
    //: A sentence, the name of a person.
    return item.note.owner.isEmpty() ? reason : tr("%1; for %2").arg(reason, item.note.owner);
}

QString Wording::span(int hours)
{
    if (hours % 24 == 0)
        return days(hours / 24);
    return hours == 1 ? tr("%n hour", nullptr, hours) : tr("%n hours", nullptr, hours);
}

QString Wording::loginReason(const DueDate &due, const QString &since, bool passed)
{
    switch (due.reason) {
    case DueReason::PendingRotation:
        return passed ? tr("A rotation was left unfinished; no other begins while AWSPENDING is there")
                      : tr("A rotation is running");
    case DueReason::TokenExpiry:
        return tr("The access token ends");
    case DueReason::RefreshIdle:
        if (due.basis == DueBasis::LastSeen)
            return tr("The provider ends a refresh token after %1 without use (last use known here %2)")
                .arg(days(due.days), since);
        if (due.basis == DueBasis::AtTheLatest)
            return tr("The provider ends a refresh token after %1 without use (used %2, or before)")
                .arg(days(due.days), since);
        return tr("The provider ends a refresh token after %1 without use (used %2)").arg(days(due.days), since);
    case DueReason::RefreshAbsolute:
        return due.basis == DueBasis::Known
                   ? tr("The provider ends a refresh token %1 after the consent (%2)").arg(days(due.days), since)
                   : tr("The provider ends a refresh token %1 after the consent (secret created %2; when the consent "
                        "was given is not known)")
                         .arg(days(due.days), since);
    default:
        return tr("A date you noted");
    }
}

QString Wording::dueReset(const DueDate &due)
{
    switch (due.reason) {
    case DueReason::ClientSecretAge:
        return tr("A new client secret");
    case DueReason::NoChangeNotification:
        return tr("Any change, even the description");
    case DueReason::ExpirationNotification:
    case DueReason::Expiration:
        return tr("A later expiration date");
    case DueReason::Rotation:
        return tr("A successful rotation");
    case DueReason::ScheduledDeletion:
        return tr("Restore");
    case DueReason::PendingRotation:
        return tr("The end of the rotation, or removing its label");
    case DueReason::TokenExpiry:
    case DueReason::RefreshIdle:
        return tr("A refresh");
    case DueReason::RefreshAbsolute:
        return tr("A new consent");
    case DueReason::Reminder:
        return tr("Marking it as done");
    case DueReason::UnreadablePolicy:
        return tr("A policy that can be read");
    }
    return {};
}

QString Wording::dueSource(const DueDate &due)
{
    switch (due.reason) {
    case DueReason::ClientSecretAge:
        return tr("LWA rule");
    case DueReason::NoChangeNotification:
    case DueReason::ExpirationNotification:
    case DueReason::Expiration:
    case DueReason::UnreadablePolicy:
        return tr("Policy");
    case DueReason::Rotation:
    case DueReason::ScheduledDeletion:
    case DueReason::PendingRotation:
        return u"Secrets Manager"_s;
    case DueReason::TokenExpiry:
        return tr("Token");
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
        return tr("Provider rule");
    case DueReason::Reminder:
        return tr("You");
    }
    return {};
}

} // namespace keyturn
