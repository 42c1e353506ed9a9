#include "core/schedule/rotation_schedule.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn {

namespace {

using namespace Qt::StringLiterals;

constexpr int day = 24; // hours
constexpr int leastHours = 4;
constexpr int mostDays = 1000;

//! Hours between two rotations.
Result<int> hoursOfRate(const QString &text)
{
    static const QRegularExpression form(u"\\A(\\d+) (minutes?|hours?|days?)\\z"_s);
    const QRegularExpressionMatch match = form.match(text.simplified());
    if (!match.hasMatch())
        return scheduleFault(u"rate() takes a number and hours or days, such as rate(10 days)"_s);
    if (match.captured(2).startsWith(u'm'))
        return scheduleFault(u"rate() counts in hours or days, not in minutes"_s);
    const bool isDays = match.captured(2).startsWith(u'd');
    bool isNumber = false;
    const int count = match.captured(1).toInt(&isNumber);
    if (!isNumber || count > mostDays * (isDays ? 1 : day))
        return scheduleFault(u"a secret is rotated every %1 days at least"_s.arg(mostDays));
    const int hours = isDays ? count * day : count;
    if (hours < leastHours)
        return scheduleFault(u"a secret is rotated every %1 hours at most"_s.arg(leastHours));
    return hours;
}

QDateTime hourOf(QDate date, int hour)
{
    return QDateTime(date, QTime(hour, 0), Qt::UTC);
}

//! The least distance of two of the hours, over midnight too.
int leastGap(const QList<int> &hours)
{
    int least = day;
    for (qsizetype i = 0; i < hours.size(); ++i) {
        const int next = i + 1 < hours.size() ? hours.at(i + 1) : hours.first() + day;
        least = std::min(least, next - hours.at(i));
    }
    return least;
}

//! Hours of a window; 0 if it is none.
int hoursOfDuration(const QString &text)
{
    static const QRegularExpression form(u"\\A(\\d{1,2})h\\z"_s);
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() ? match.captured(1).toInt() : 0;
}

} // namespace

Result<RotationSchedule> RotationSchedule::parse(const RotationRules &rules)
{
    const QString &expression = rules.scheduleExpression;
    if ((rules.automaticallyAfterDays != 0) == !expression.isEmpty())
        return scheduleFault(u"either a number of days or a schedule expression must be given, and not both"_s);
    RotationSchedule schedule;
    int gap = day;       // from the start of one window to the next
    int latestStart = 0; // hour of the day
    if (expression.isEmpty()) {
        if (rules.automaticallyAfterDays < 1 || rules.automaticallyAfterDays > mostDays)
            return scheduleFault(u"the number of days must be from 1 to %1"_s.arg(mostDays));
        schedule.m_everyHours = rules.automaticallyAfterDays * day;
        schedule.m_countsManualChanges = true;
    } else if (expression.startsWith(u"rate("_s) && expression.endsWith(u')')) {
        const Result<int> hours = hoursOfRate(expression.mid(5).chopped(1));
        if (!hours)
            return hours.error();
        schedule.m_everyHours = *hours;
        gap = std::min(day, *hours);
    } else if (expression.startsWith(u"cron("_s) && expression.endsWith(u')')) {
        Result<CronDays> cron = CronDays::parse(expression.mid(5).chopped(1));
        if (!cron)
            return cron.error();
        gap = leastGap(cron->hours());
        latestStart = cron->hours().constLast();
        schedule.m_cron = *std::move(cron);
    } else {
        return scheduleFault(u"a schedule is rate(...) or cron(...), not \"%1\""_s.arg(expression));
    }
    if (gap < leastHours)
        return scheduleFault(u"a secret is rotated every %1 hours at most"_s.arg(leastHours));
    const bool isHourly = gap < day || schedule.m_everyHours % day != 0;
    schedule.m_duration = isHourly ? 1 : 0;
    if (!rules.duration.isEmpty()) {
        schedule.m_duration = hoursOfDuration(rules.duration);
        if (schedule.m_duration < 1)
            return scheduleFault(u"a window is a number of hours, such as 3h, not \"%1\""_s.arg(rules.duration));
        if (schedule.m_duration > gap)
            return scheduleFault(u"the window must end before the next one begins"_s);
        if (latestStart + schedule.m_duration > day)
            return scheduleFault(u"the window must end before the day ends (UTC)"_s);
    }
    return schedule;
}

QList<RotationWindow> RotationSchedule::next(const QDateTime &last, const QDateTime &now, int count) const
{
    QList<RotationWindow> windows;
    QDateTime after = now;
    while (windows.size() < count) {
        const RotationWindow window = next(last, after);
        if (!window.start.isValid())
            break;
        windows.append(window);
        after = window.start;
    }
    return windows;
}

RotationWindow RotationSchedule::next(const QDateTime &last, const QDateTime &now) const
{
    QDateTime start;
    if (m_cron) {
        // Every expression comes round within a leap year's distance, or never: cron(0 8 30 2 ? *).
        constexpr int years = 9;
        for (QDate date = now.date(); !start.isValid() && date < now.date().addYears(years); date = date.addDays(1)) {
            if (!m_cron->matches(date))
                continue;
            for (const int hour : m_cron->hours()) {
                if (!start.isValid() && hourOf(date, hour) > now)
                    start = hourOf(date, hour);
            }
        }
    } else {
        const qint64 step = m_everyHours * 3600LL;
        const QDateTime midnight = hourOf(last.date(), 0);
        const qint64 steps = midnight < now ? midnight.secsTo(now) / step + 1 : 1;
        start = midnight.addSecs(step * steps);
    }
    if (!start.isValid())
        return {};
    const QDateTime end = m_duration > 0 ? start.addSecs(m_duration * 3600LL) : hourOf(start.date().addDays(1), 0);
    return {start, end.addSecs(-1)};
}

} // namespace keyturn
