#include "ui/timeline/timeline_scale.h"

#include <QLocale>

namespace keyturn {

namespace {

constexpr double msPerDay = 24 * 60 * 60 * 1000.0;
constexpr double dayWithWord = 64; // pixels that "Mon 23" has room in
constexpr double weekWithWord = 9;
constexpr int mostTicks = 400; // whatever a caller asks for

enum class Step { Day, Week, Month };

QDate firstOf(Step step, QDate day)
{
    switch (step) {
    case Step::Day:
        return day;
    case Step::Week:
        return day.addDays(-((day.dayOfWeek() - QLocale().firstDayOfWeek() + 7) % 7));
    case Step::Month:
        return {day.year(), day.month(), 1};
    }
    return day;
}

QDate next(Step step, QDate day)
{
    return step == Step::Month ? day.addMonths(1) : day.addDays(step == Step::Week ? 7 : 1);
}

} // namespace

int TimelineScale::days(TimelineZoom zoom)
{
    switch (zoom) {
    case TimelineZoom::Week:
        return 7;
    case TimelineZoom::Month:
        return 31;
    case TimelineZoom::Quarter:
        return 92;
    case TimelineZoom::Year:
        return 366;
    }
    return 31;
}

TimelineScale TimelineScale::of(TimelineZoom zoom, int width)
{
    return {0, days(zoom) * msPerDay / qMax(1, width)};
}

QList<TimelineTicks::Tick> TimelineTicks::of(const TimelineScale &scale, int width)
{
    const double day = msPerDay / scale.millisecondsPerPixel;
    const Step step = day >= dayWithWord ? Step::Day : day >= weekWithWord ? Step::Week : Step::Month;
    QDate date = firstOf(step, QDateTime::fromMSecsSinceEpoch(scale.start).date());
    const qint64 end = scale.at(width);
    QList<Tick> ticks;
    int year = 0;
    while (ticks.size() < mostTicks) {
        const qint64 at = date.startOfDay().toMSecsSinceEpoch();
        if (at >= end)
            break;
        const bool newYear = date.year() != year;
        year = date.year();
        //: Date formats of Qt on the axis of a timeline: weekday and day, day and month, month; each with its year.
        const QString format = step == Step::Day    ? (newYear ? tr("ddd d MMM yyyy") : tr("ddd d"))
                               : step == Step::Week ? (newYear ? tr("d MMM yyyy") : tr("d MMM"))
                                                    : (newYear ? tr("MMM yyyy") : tr("MMM"));
        ticks.append({at, QLocale().toString(date, format)});
        date = next(step, date);
    }
    return ticks;
}

} // namespace keyturn
