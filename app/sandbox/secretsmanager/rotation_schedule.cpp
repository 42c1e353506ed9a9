#include "app/sandbox/secretsmanager/rotation_schedule.h"

#include "app/sandbox/secretsmanager/secret_rules.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn::sandbox {

namespace {

using namespace Qt::StringLiterals;

constexpr int day = 24; // hours
constexpr int leastHours = 4;
constexpr int mostDays = 1000;

//! Hours between two rotations; 0 if it is no rate that is allowed.
int hoursOfRate(const QString &text)
{
    static const QRegularExpression form(u"\\A(\\d+) (hours?|days?)\\z"_s);
    const QRegularExpressionMatch match = form.match(text.simplified());
    const int count = match.captured(1).toInt();
    const bool isDays = match.captured(2).startsWith(u'd');
    const int hours = isDays ? count * day : count;
    return match.hasMatch() && hours >= leastHours && hours <= mostDays * day ? hours : 0;
}

QDateTime at(QDate date, int hour)
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

} // namespace

Result<RotationSchedule> RotationSchedule::parse(const QJsonObject &rules)
{
    const bool hasDays = rules.contains(u"AutomaticallyAfterDays"_s);
    const QString expression = rules[u"ScheduleExpression"].toString();
    if (hasDays == !expression.isEmpty())
        return secrets::invalidParameter(
            u"You must specify either AutomaticallyAfterDays or ScheduleExpression, but not both."_s);
    RotationSchedule schedule;
    int gap = day;       // from the start of one window to the next
    int latestStart = 0; // hour of the day
    if (hasDays) {
        schedule.m_everyHours = rules[u"AutomaticallyAfterDays"].toInt() * day;
        schedule.m_countsManualChanges = true;
    } else if (expression.startsWith(u"rate("_s) && expression.endsWith(u')')) {
        schedule.m_everyHours = hoursOfRate(expression.mid(5).chopped(1));
        gap = std::min(day, schedule.m_everyHours);
    } else if (expression.startsWith(u"cron("_s) && expression.endsWith(u')')) {
        schedule.m_cron = CronDays::parse(expression.mid(5).chopped(1));
        if (schedule.m_cron) {
            gap = leastGap(schedule.m_cron->hours());
            latestStart = schedule.m_cron->hours().constLast();
        }
    }
    if ((schedule.m_everyHours == 0 && !schedule.m_cron) || gap < leastHours)
        return secrets::invalidParameter(u"The rotation schedule expression %1 isn't valid."_s.arg(expression));
    const bool isHourly = gap < day || schedule.m_everyHours % day != 0;
    schedule.m_duration = isHourly ? 1 : 0;
    if (rules.contains(u"Duration"_s)) {
        schedule.m_duration = rules[u"Duration"].toString().chopped(1).toInt();
        if (schedule.m_duration < 1 || schedule.m_duration > gap || latestStart + schedule.m_duration > day)
            return secrets::invalidParameter(
                u"The rotation window must not extend into the next rotation window or the next UTC day."_s);
    }
    return schedule;
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
                if (!start.isValid() && at(date, hour) > now)
                    start = at(date, hour);
            }
        }
    } else {
        const qint64 step = m_everyHours * 3600LL;
        const QDateTime midnight = at(last.date(), 0);
        const qint64 steps = midnight < now ? midnight.secsTo(now) / step + 1 : 1;
        start = midnight.addSecs(step * steps);
    }
    if (!start.isValid())
        return {};
    const QDateTime end = m_duration > 0 ? start.addSecs(m_duration * 3600LL) : at(start.date().addDays(1), 0);
    return {start, end.addSecs(-1)};
}

} // namespace keyturn::sandbox
