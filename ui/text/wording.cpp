#include "ui/text/wording.h"

#include <QLocale>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

bool sameYear(const QDateTime &when, const QDateTime &now)
{
    return Wording::day(when, now).year() == now.toLocalTime().date().year();
}

int counted(qsizetype count)
{
    return int(std::clamp<qsizetype>(count, 0, 1'000'000'000));
}

constexpr qint64 minute = 60;
constexpr qint64 hour = 60 * minute;
constexpr qint64 aDay = 24 * hour;

} // namespace

QDate Wording::day(const QDateTime &when, const QDateTime &now)
{
    return when > now ? now.toLocalTime().date().addDays(daysUntil(when, now)) : when.toLocalTime().date();
}

QString Wording::date(const QDateTime &when, const QDateTime &now)
{
    //: Date format of Qt: day and full month, as in "3 December".
    return QLocale().toString(day(when, now), sameYear(when, now) ? tr("d MMMM") : tr("d MMMM yyyy"));
}

QString Wording::shortDate(const QDateTime &when, const QDateTime &now)
{
    //: Date format of Qt: day and short month, as in "3 Dec".
    return QLocale().toString(day(when, now), sameYear(when, now) ? tr("d MMM") : tr("d MMM yyyy"));
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
    if (seconds < aDay)
        return tr("%1 h").arg(seconds / hour);
    const qint64 passed = -daysUntil(since, now); // as due dates count, so that age and what is left make the whole
    if (passed < 365)
        return tr("%1 d").arg(passed);
    return tr("%1 y").arg(passed / 365);
}

QString Wording::asOf(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    if (when.secsTo(now) < minute)
        return tr("as of a moment ago");
    return tr("as of %1 ago").arg(age(when, now));
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
    if (seconds < 2 * aDay)
        return tr("%1 h left").arg(seconds / hour);
    return tr("%1 d left").arg(daysUntil(expiresAt, now));
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
