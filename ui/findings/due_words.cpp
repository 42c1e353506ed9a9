#include "ui/findings/due_words.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString DueWords::days(int count)
{
    return count == 1 ? tr("%n day", nullptr, count) : tr("%n days", nullptr, count);
}

QString DueWords::span(int hours)
{
    if (hours % 24 == 0)
        return days(hours / 24);
    return hours == 1 ? tr("%n hour", nullptr, hours) : tr("%n hours", nullptr, hours);
}

QString DueWords::what(const DueItem &item)
{
    if (item.due.reason == DueReason::Reminder && item.due.name.isEmpty())
        return item.note.text;
    return item.due.key.isEmpty() ? item.due.name : item.due.name + u' ' + item.due.key;
}

QString DueWords::policy(const DueItem &item)
{
    const QString fires = item.due.reason == DueReason::NoChangeNotification
                              ? tr("not changed for %1").arg(span(item.due.spanHours))
                          : item.due.reason == DueReason::ExpirationNotification
                              ? tr("reminder %1 before it expires").arg(span(item.due.spanHours))
                              : tr("AWS deletes the parameter");
    return item.policyStatus.isEmpty() ? fires : tr("%1 (%2)").arg(fires, item.policyStatus);
}

QString DueWords::login(const DueDate &due)
{
    switch (due.reason) {
    case DueReason::RefreshIdle:
        if (due.basis == DueBasis::AtTheLatest)
            return tr("refresh tokens end after %1 without use, so at the latest").arg(days(due.days));
        if (due.basis == DueBasis::LastSeen)
            return tr("refresh tokens end after %1 without use, counted from the last use that is known")
                .arg(days(due.days));
        return tr("refresh tokens end after %1 without use").arg(days(due.days));
    case DueReason::RefreshAbsolute:
        if (due.basis == DueBasis::Creation)
            return tr("refresh tokens end %1 after the consent, counted from the creation of the secret")
                .arg(days(due.days));
        return tr("refresh tokens end %1 after the consent").arg(days(due.days));
    default:
        return tr("the access token ends");
    }
}

QString DueWords::reason(const DueItem &item)
{
    const DueDate &due = item.due;
    switch (due.reason) {
    case DueReason::ClientSecretAge:
        if (due.basis == DueBasis::AtTheLatest)
            return tr("client secrets expire after %1, so at the latest").arg(days(due.days));
        if (due.basis == DueBasis::Creation)
            return tr("client secrets expire after %1, counted from the creation of this one's secret")
                .arg(days(due.days));
        return tr("client secrets expire after %1").arg(days(due.days));
    case DueReason::NoChangeNotification:
    case DueReason::ExpirationNotification:
    case DueReason::Expiration:
        return policy(item);
    case DueReason::Rotation:
        if (!due.dueAt.isValid())
            return tr("rotation is on, but AWS gives no date for the next one");
        return item.state == DueState::Stuck ? tr("scheduled rotation, which did not take place")
                                             : tr("scheduled rotation");
    case DueReason::ScheduledDeletion:
        return tr("scheduled deletion");
    case DueReason::PendingRotation:
        return item.state == DueState::Fine ? tr("a rotation is under way (AWSPENDING)")
                                            : tr("a rotation was left unfinished (AWSPENDING)");
    case DueReason::TokenExpiry:
    case DueReason::RefreshIdle:
    case DueReason::RefreshAbsolute:
        return login(due);
    case DueReason::Reminder:
        return item.note.owner.isEmpty() ? item.note.text : tr("%1 (%2)").arg(item.note.text, item.note.owner);
    case DueReason::UnreadablePolicy:
        return tr("a policy without a date or span that can be read");
    }
    return {};
}

QString DueWords::event(const DueItem &item)
{
    return tr("%1: %2").arg(what(item), reason(item));
}

QString DueWords::lead(const DueItem &item, int count)
{
    return tr("In %1: %2").arg(days(count), event(item));
}

} // namespace keyturn
