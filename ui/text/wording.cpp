#include "ui/text/wording.h"

#include <QLocale>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

bool sameYear(const QDateTime &a, const QDateTime &b)
{
    return a.toLocalTime().date().year() == b.toLocalTime().date().year();
}

int counted(qsizetype count)
{
    return int(std::clamp<qsizetype>(count, 0, 1'000'000'000));
}

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

} // namespace

QString Wording::date(const QDateTime &when, const QDateTime &now)
{
    //: Date format of Qt: day and full month, as in "3 December".
    return QLocale().toString(when.toLocalTime().date(), sameYear(when, now) ? tr("d MMMM") : tr("d MMMM yyyy"));
}

QString Wording::shortDate(const QDateTime &when, const QDateTime &now)
{
    //: Date format of Qt: day and short month, as in "3 Dec".
    return QLocale().toString(when.toLocalTime().date(), sameYear(when, now) ? tr("d MMM") : tr("d MMM yyyy"));
}

QString Wording::today(const QDateTime &now)
{
    //: Date format of Qt: weekday, day and month, as in "Saturday 21 November".
    return QLocale().toString(now.toLocalTime().date(), tr("dddd d MMMM"));
}

QString Wording::time(const QDateTime &when)
{
    return when.toLocalTime().time().toString(u"HH:mm"_s);
}

QString Wording::timeWithSeconds(const QDateTime &when)
{
    return when.toLocalTime().time().toString(u"HH:mm:ss"_s);
}

QString Wording::changed(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return u"—"_s;
    if (when.toLocalTime().date() == now.toLocalTime().date())
        return time(when);
    if (sameYear(when, now))
        return shortDate(when, now);
    //: Date format of Qt: short month and year, in a narrow column.
    return QLocale().toString(when.toLocalTime().date(), tr("MMM yyyy"));
}

QString Wording::age(const QDateTime &since, const QDateTime &now)
{
    if (!since.isValid())
        return {};
    const qint64 seconds = since.secsTo(now);
    //: Ages in a narrow column: minutes, hours, days, years.
    if (seconds < minute)
        return tr("now");
    if (seconds < hour)
        return tr("%1 min").arg(seconds / minute);
    if (seconds < day)
        return tr("%1 h").arg(seconds / hour);
    const qint64 passed = daysUntil(now, since); // as due dates count, so that age and what is left make the whole
    if (passed < 365)
        return tr("%1 d").arg(passed);
    return tr("%1 y").arg(passed / 365);
}

QString Wording::readAt(const QDateTime &when, const QDateTime &now)
{
    if (when.secsTo(now) < minute)
        return tr("read %1").arg(timeWithSeconds(when));
    return tr("read %1, %2 old").arg(timeWithSeconds(when), age(when, now));
}

QString Wording::tokenLeft(const QDateTime &expiresAt, const QDateTime &now)
{
    if (!expiresAt.isValid())
        return u"—"_s;
    const qint64 seconds = now.secsTo(expiresAt);
    if (seconds <= 0)
        return tr("expired");
    if (seconds < 2 * hour)
        return tr("%1 min left").arg(qMax<qint64>(1, seconds / minute));
    if (seconds < 2 * day)
        return tr("%1 h left").arg(seconds / hour);
    return tr("%1 d left").arg(seconds / day);
}

QString Wording::store(Store store)
{
    return store == Store::SecretsManager ? u"Secrets Manager"_s : u"Parameter Store"_s;
}

QString Wording::role(KeyRole role)
{
    switch (role) {
    case KeyRole::Other:
        return {};
    case KeyRole::AccessToken:
        return tr("Access token");
    case KeyRole::RefreshToken:
        return tr("Refresh token");
    case KeyRole::ClientId:
        return tr("Client ID");
    case KeyRole::ClientSecret:
        return tr("Client secret");
    case KeyRole::Scope:
        return tr("Scope");
    case KeyRole::TokenUrl:
        return tr("Token URL");
    case KeyRole::ExpiresAt:
        return tr("Expiry of the access token");
    }
    return {};
}

QString Wording::jsonKind(JsonKind kind)
{
    switch (kind) {
    case JsonKind::Object:
        return tr("Object");
    case JsonKind::Array:
        return tr("List");
    case JsonKind::String:
        return tr("Text");
    case JsonKind::Number:
        return tr("Number");
    case JsonKind::Boolean:
        return tr("Yes or no");
    case JsonKind::Null:
        return tr("Nothing (null)");
    }
    return {};
}

QString Wording::account(const QString &account)
{
    if (account.size() != 12)
        return account;
    return u"%1-%2-%3"_s.arg(account.left(4), account.mid(4, 4), account.right(4));
}

QString Wording::subtitle(const Entry &entry)
{
    const QString &region = entry.id.region;
    if (entry.isGroup())
        return u"%1 · %2"_s.arg(parameters(entry.parameters.size()), region);
    const QString folder = entry.folder();
    return folder.isEmpty() ? region : u"%1 · %2"_s.arg(folder, region);
}

QString Wording::shortSubtitle(const Entry &entry)
{
    if (entry.isGroup())
        return parameters(entry.parameters.size());
    const QString folder = entry.folder();
    return folder.isEmpty() ? entry.id.region : folder;
}

QString Wording::notWritable(const Entry &entry)
{
    if (entry.deletedAt.isValid())
        return tr("This secret is scheduled for deletion. Restore it first.");
    if (entry.isReplica)
        return tr("This secret is a replica. It is edited in %1.").arg(entry.editedBy);
    if (!entry.editedBy.isEmpty())
        return tr("%1 manages this secret. Change it there.").arg(entry.editedBy);
    return {};
}

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
        return tr("entire secret");
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
        return tr("Rotation, due %1").arg(on);
    case DueReason::ScheduledDeletion:
        return tr("Deletion, on %1").arg(on);
    }
    return on;
}

QString Wording::dueProgress(const DueDate &due, const QDateTime &now)
{
    if (due.days <= 0)
        return date(due.dueAt, now);
    const qint64 left = daysUntil(due.dueAt, now);
    if (left < 0)
        //: %1 is "33 days", %2 a number of days.
        return tr("%1 past the %2-day limit").arg(days(-left)).arg(due.days);
    const QString used = tr("%1 of %2").arg(daysUsed(due, now)).arg(days(due.days));
    return due.basis == DueBasis::AtTheLatest ? tr("%1, at the latest").arg(used) : used;
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
        return since.isEmpty() ? tr("NoChangeNotification fires after %1 without a change").arg(days(due.days))
                               : tr("NoChangeNotification fires %1 after %2").arg(days(due.days), since);
    case DueReason::ExpirationNotification:
        return tr("ExpirationNotification fires %1 before the parameter expires").arg(days(due.days));
    case DueReason::Expiration:
        return tr("AWS deletes the parameter on this date (Expiration policy)");
    case DueReason::Rotation:
        return passed ? tr("Rotation didn't run on its date")
                      : tr("Secrets Manager rotates it at this date at the latest");
    case DueReason::ScheduledDeletion:
        return since.isEmpty() ? tr("Deletion was scheduled, it can be restored until then")
                               : tr("Deletion was scheduled on %1 with %2 to recover").arg(since, days(due.days));
    }
    return {};
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
        return tr("Policy");
    case DueReason::Rotation:
    case DueReason::ScheduledDeletion:
        return u"Secrets Manager"_s;
    }
    return {};
}

QString Wording::entries(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n entry", nullptr, n) : tr("%L1 entries", nullptr, n).arg(n);
}

QString Wording::parameters(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n parameter", nullptr, n) : tr("%Ln parameters", nullptr, n);
}

QString Wording::keys(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n key", nullptr, n) : tr("%Ln keys", nullptr, n);
}

QString Wording::keysUnchanged(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n key unchanged", nullptr, n) : tr("%Ln keys unchanged", nullptr, n);
}

QString Wording::days(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n day", nullptr, n) : tr("%n days", nullptr, n);
}

QString Wording::characters(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n character", nullptr, n) : tr("%Ln characters", nullptr, n);
}

QString Wording::charactersShort(qsizetype count)
{
    const int n = counted(count);
    return n == 1 ? tr("%n char", nullptr, n) : tr("%Ln chars", nullptr, n);
}

QString Wording::hidden(qsizetype count)
{
    return count == 0 ? emptyValue() : tr("hidden, %1").arg(characters(count));
}

QString Wording::emptyValue()
{
    return tr("empty");
}

QString Wording::changesInEntries(qsizetype changes, qsizetype entries)
{
    const int n = counted(changes);
    const int m = counted(entries);
    //: %1 is "2 secrets".
    const QString in = m == 1 ? tr("%n secret", nullptr, m) : tr("%n secrets", nullptr, m);
    return (n == 1 ? tr("%n change in %1", nullptr, n) : tr("%n changes in %1", nullptr, n)).arg(in);
}

QString Wording::saveChanges(qsizetype changes)
{
    const int n = counted(changes);
    return n == 1 ? tr("Save %n change", nullptr, n) : tr("Save %n changes", nullptr, n);
}

QString Wording::changedAndRemoved(qsizetype changed, qsizetype added, qsizetype removed)
{
    QStringList parts;
    if (changed > 0)
        parts << tr("%n changed", nullptr, counted(changed));
    if (added > 0)
        parts << tr("%n added", nullptr, counted(added));
    if (removed > 0)
        parts << tr("%n removed", nullptr, counted(removed));
    return parts.join(u", "_s);
}

} // namespace keyturn
