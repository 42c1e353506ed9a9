#include "ui/timeline/timeline_scale.h"

#include "tests/support/test_main.h"

#include <QTest>

using namespace keyturn;
using namespace Qt::StringLiterals;

namespace timeline_scale_test {

class TimelineScaleTest : public QObject {
    Q_OBJECT

    static QStringList words(TimelineZoom zoom, int width, const QDateTime &start)
    {
        TimelineScale scale = TimelineScale::of(zoom, width);
        scale.start = start.toMSecsSinceEpoch();
        QStringList all;
        for (const TimelineTicks::Tick &tick : TimelineTicks::of(scale, width))
            all.append(tick.text);
        return all;
    }

private slots:
    void aWeekHasDaysAQuarterWeeksAndAYearMonths()
    {
        const QDateTime start(QDate(2026, 12, 28), QTime(0, 0), Qt::UTC);
        QCOMPARE(words(TimelineZoom::Week, 1000, start),
                 (QStringList{u"Mon 28 Dec 2026"_s, u"Tue 29"_s, u"Wed 30"_s, u"Thu 31"_s, u"Fri 1 Jan 2027"_s,
                              u"Sat 2"_s, u"Sun 3"_s}));
        const QStringList weeks = words(TimelineZoom::Quarter, 1000, start);
        QCOMPARE(weeks.size(), 14);
        QVERIFY2(weeks[1].contains(u"Jan 2027"_s), qPrintable(weeks[1]));
        const QStringList months = words(TimelineZoom::Year, 1000, start);
        QCOMPARE(months.first(), u"Dec 2026"_s);
        QCOMPARE(months[1], u"Jan 2027"_s);
        QCOMPARE(months[2], u"Feb"_s);
    }

    void ticksAreMidnightsOfTheirDayAcrossALeapDay()
    {
        TimelineScale scale = TimelineScale::of(TimelineZoom::Week, 700);
        scale.start = QDateTime(QDate(2028, 2, 27), QTime(11, 0), Qt::UTC).toMSecsSinceEpoch();
        const QList<TimelineTicks::Tick> ticks = TimelineTicks::of(scale, 700);
        QVERIFY(ticks.first().at <= scale.start);
        for (const TimelineTicks::Tick &tick : ticks)
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(tick.at).time(), QTime(0, 0));
        QCOMPARE(ticks[2].text, u"Tue 29"_s);
    }

    void aMomentAndItsPixelAreTheSamePlace()
    {
        TimelineScale scale = TimelineScale::of(TimelineZoom::Month, 930);
        scale.start = 1'700'000'000'000;
        QCOMPARE(scale.x(scale.at(310)), 310.0);
        QCOMPARE(qRound(scale.x(scale.start + 31LL * 86'400'000)), 930);
    }

    void noWidthAsksForTicksWithoutEnd()
    {
        TimelineScale scale = TimelineScale::of(TimelineZoom::Year, 0);
        QVERIFY(TimelineTicks::of(scale, 1'000'000).size() <= 400);
    }
};

} // namespace timeline_scale_test

KEYTURN_TEST(timeline_scale, timeline_scale_test::TimelineScaleTest)
#include "timeline_scale_test.moc"
