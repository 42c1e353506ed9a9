#pragma once
#include "core/base/result.h"

#include <QDate>
#include <QList>
#include <QSet>
#include <QString>

namespace keyturn {

//! The six fields of cron(0 hours day-of-month month day-of-week *), as rotation schedules allow them: minutes are 0,
//! the year is *, one of the days is ?, and day fields know L, W and # (Secrets Manager user guide, "Schedule
//! expressions").
class CronDays {
public:
    //! \p fields is what stands between the parentheses. Invalid "schedule" for what is no such expression; the detail
    //! says which field is wrong.
    static Result<CronDays> parse(const QString &fields);

    const QList<int> &hours() const { return m_hours; } //!< ascending, UTC
    bool matches(QDate day) const;

private:
    bool matchesDayOfMonth(QDate day) const;
    bool matchesDayOfWeek(QDate day) const;
    bool parseDayOfMonth(const QString &field);
    bool parseDayOfWeek(const QString &field);

    QList<int> m_hours;
    QSet<int> m_months;
    bool m_byWeekday = false;
    QSet<int> m_days;        //!< of the month
    bool m_last = false;     //!< L: last day of the month
    int m_nearest = 0;       //!< 15W: the weekday nearest to the 15th
    bool m_lastWork = false; //!< LW: last weekday of the month
    QSet<int> m_weekdays;    //!< 1 Sunday .. 7 Saturday
    int m_lastWeekday = 0;   //!< 6L: last Friday
    int m_nthWeekday = 0;    //!< 2#1: first Monday
    int m_nth = 0;
};

//! Why a text is no schedule.
Error scheduleFault(const QString &why);

} // namespace keyturn
