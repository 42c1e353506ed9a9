#include "core/schedule/cron_days.h"

#include <QRegularExpression>

#include <algorithm>

namespace keyturn {

namespace {

using namespace Qt::StringLiterals;

const QStringList monthNames{u"JAN"_s, u"FEB"_s, u"MAR"_s, u"APR"_s, u"MAY"_s, u"JUN"_s,
                             u"JUL"_s, u"AUG"_s, u"SEP"_s, u"OCT"_s, u"NOV"_s, u"DEC"_s};
const QStringList dayNames{u"SUN"_s, u"MON"_s, u"TUE"_s, u"WED"_s, u"THU"_s, u"FRI"_s, u"SAT"_s};

struct Range {
    int min;
    int max;
    QStringList names = {}; //!< of min, min + 1, ...

    //! -1 for what is none of them.
    int value(const QString &text) const
    {
        if (const auto at = names.indexOf(text.toUpper()); at >= 0)
            return min + static_cast<int>(at);
        bool isNumber = false;
        const int number = text.toInt(&isNumber);
        return isNumber && number >= min && number <= max ? number : -1;
    }
};

//! "*", "3", "1-5", "2/10", "/8" (from the least on), "1-12/3" and lists of them; empty if it is none.
QSet<int> parseSet(const QString &field, const Range &range)
{
    static const QRegularExpression form(u"\\A(?:(\\*|\\w+)(?:-(\\w+))?)?(?:/(\\d+))?\\z"_s);
    QSet<int> values;
    for (const QString &item : field.split(u',')) {
        const QRegularExpressionMatch match = form.match(item);
        if (!match.hasMatch() || item.isEmpty())
            return {};
        const bool isEvery = match.captured(1) == u"*" || match.captured(1).isEmpty();
        const bool hasStep = !match.captured(3).isEmpty();
        const int first = isEvery ? range.min : range.value(match.captured(1));
        int last = isEvery || hasStep ? range.max : first;
        if (!match.captured(2).isEmpty())
            last = range.value(match.captured(2));
        const int step = hasStep ? match.captured(3).toInt() : 1;
        if (first < 0 || last < first || step < 1 || (isEvery && !match.captured(2).isEmpty()))
            return {};
        for (qint64 value = first; value <= last; value += step)
            values << static_cast<int>(value);
    }
    return values;
}

bool isWorkday(QDate day)
{
    return day.dayOfWeek() <= 5;
}

//! The weekday nearest to a day, in the same month.
QDate nearestWorkday(QDate day)
{
    if (isWorkday(day))
        return day;
    const bool isSaturday = day.dayOfWeek() == 6;
    const QDate before = day.addDays(isSaturday ? -1 : -2);
    const QDate after = day.addDays(isSaturday ? 2 : 1);
    const bool preferBefore = isSaturday ? before.month() == day.month() : after.month() != day.month();
    return preferBefore ? before : after;
}

QDate lastOf(QDate month)
{
    return QDate(month.year(), month.month(), month.daysInMonth());
}

int weekdayOf(QDate day)
{
    return day.dayOfWeek() % 7 + 1; // Qt counts from Monday, cron from Sunday
}

} // namespace

Error scheduleFault(const QString &why)
{
    return Error{ErrorKind::Invalid, Refusal::Schedule, why};
}

Result<CronDays> CronDays::parse(const QString &text)
{
    const QStringList fields = text.simplified().split(u' ');
    if (fields.size() != 6)
        return scheduleFault(
            u"cron() takes six fields (minutes, hours, day of month, month, day of week, year), not %1"_s.arg(
                text.trimmed().isEmpty() ? 0 : fields.size()));
    if (fields.at(0) != u"0")
        return scheduleFault(
            u"the minutes must be 0, not \"%1\": rotation windows open on the hour"_s.arg(fields.at(0)));
    if (fields.at(5) != u"*")
        return scheduleFault(u"the year must be *, not \"%1\""_s.arg(fields.at(5)));
    CronDays cron;
    cron.m_hours = parseSet(fields.at(1), {0, 23}).values();
    std::sort(cron.m_hours.begin(), cron.m_hours.end());
    if (cron.m_hours.isEmpty())
        return scheduleFault(
            u"\"%1\" is no hour from 0 to 23, nor a list, a range or a step of hours"_s.arg(fields.at(1)));
    cron.m_months = parseSet(fields.at(3), {1, 12, monthNames});
    if (cron.m_months.isEmpty())
        return scheduleFault(
            u"\"%1\" is no month from 1 to 12 or JAN to DEC, nor a list, a range or a step of months"_s.arg(
                fields.at(3)));
    cron.m_byWeekday = fields.at(2) == u"?";
    if (cron.m_byWeekday == (fields.at(4) == u"?"))
        return scheduleFault(u"either the day of the month or the day of the week must be ?, and not both"_s);
    if (!cron.m_byWeekday && !cron.parseDayOfMonth(fields.at(2)))
        return scheduleFault(
            u"\"%1\" is no day of the month from 1 to 31, nor L, LW or a day with W (15W)"_s.arg(fields.at(2)));
    if (cron.m_byWeekday && !cron.parseDayOfWeek(fields.at(4)))
        return scheduleFault(
            u"\"%1\" is no day of the week from 1 (Sunday) to 7 or SUN to SAT, nor a day with L (6L) or "
            "# (2#1)"_s.arg(fields.at(4)));
    return cron;
}

bool CronDays::parseDayOfMonth(const QString &field)
{
    m_last = field == u"L";
    m_lastWork = field == u"LW";
    if (m_last || m_lastWork)
        return true;
    const Range days{1, 31};
    if (field.endsWith(u'W')) {
        m_nearest = days.value(field.chopped(1));
        return m_nearest > 0;
    }
    m_days = parseSet(field, days);
    return !m_days.isEmpty();
}

bool CronDays::parseDayOfWeek(const QString &field)
{
    const Range days{1, 7, dayNames};
    if (field == u"L") {
        m_weekdays = {7};
    } else if (field.endsWith(u'L')) {
        m_lastWeekday = days.value(field.chopped(1));
        return m_lastWeekday > 0;
    } else if (field.contains(u'#')) {
        m_nthWeekday = days.value(field.section(u'#', 0, 0));
        m_nth = Range{1, 5}.value(field.section(u'#', 1));
        return m_nthWeekday > 0 && m_nth > 0;
    } else {
        m_weekdays = parseSet(field, days);
    }
    return !m_weekdays.isEmpty();
}

bool CronDays::matches(QDate day) const
{
    return m_months.contains(day.month()) && (m_byWeekday ? matchesDayOfWeek(day) : matchesDayOfMonth(day));
}

bool CronDays::matchesDayOfMonth(QDate day) const
{
    if (m_last)
        return day == lastOf(day);
    if (m_lastWork)
        return day == nearestWorkday(lastOf(day));
    if (m_nearest > 0) {
        const QDate wanted(day.year(), day.month(), m_nearest);
        return wanted.isValid() && day == nearestWorkday(wanted);
    }
    return m_days.contains(day.day());
}

bool CronDays::matchesDayOfWeek(QDate day) const
{
    if (m_lastWeekday > 0)
        return weekdayOf(day) == m_lastWeekday && day.addDays(7).month() != day.month();
    if (m_nth > 0)
        return weekdayOf(day) == m_nthWeekday && (day.day() - 1) / 7 + 1 == m_nth;
    return m_weekdays.contains(weekdayOf(day));
}

} // namespace keyturn
