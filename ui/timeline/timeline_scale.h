#pragma once
#include <QCoreApplication>
#include <QDateTime>
#include <QList>

namespace keyturn {

//! How much time a timeline shows at once.
enum class TimelineZoom { Week, Month, Quarter, Year };

//! Where a moment lies on a strip of pixels.
struct TimelineScale {
    qint64 start = 0; //!< of the strip's first pixel: milliseconds since 1970, UTC
    double millisecondsPerPixel = 1;

    double x(qint64 at) const { return double(at - start) / millisecondsPerPixel; }
    qint64 at(double x) const { return start + qint64(x * millisecondsPerPixel); }

    static int days(TimelineZoom zoom);
    //! That shows all of \p zoom in \p width pixels.
    static TimelineScale of(TimelineZoom zoom, int width);
};

//! Lines and words of the axis.
class TimelineTicks {
    Q_DECLARE_TR_FUNCTIONS(TimelineTicks)

public:
    struct Tick {
        qint64 at = 0;
        QString text;

        friend bool operator==(const Tick &, const Tick &) = default;
    };
    //! From the last one before the strip's first pixel to \p width: days, weeks or months, as they have room. In the
    //! user's time zone and language; a year stands where it begins and at the first tick.
    static QList<Tick> of(const TimelineScale &scale, int width);
};

} // namespace keyturn
