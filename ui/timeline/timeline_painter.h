#pragma once
#include "ui/style/theme_colors.h"
#include "ui/timeline/timeline_index.h"
#include "ui/timeline/timeline_scale.h"

#include <QRect>

class QPainter;

namespace keyturn {

//! How a timeline is divided: a column of names, an axis above, lanes below. Sizes follow the font.
struct TimelineLayout {
    QRect area;
    int names = 216; //!< width of the frozen column
    int axis = 40;
    int lane = 42;
    int nameHeight = 0; //!< of the two lines of the column
    int detailHeight = 0;
    int countHeight = 0; //!< of the number of marks beside one
    int scrolled = 0;    //!< pixels the lanes are moved up

    //! \p area with sizes for the present font.
    static TimelineLayout in(const QRect &area);
    QRect track() const { return area.adjusted(names, axis, 0, 0); }
    QRect laneRect(int number) const; //!< the whole row, names and track
    int laneAt(int y) const;          //!< may be one that is not there
};

//! All that is painted of a timeline. References live as long as the call.
struct TimelineScene {
    const TimelineContent &content; //!< lanes and now; marks and spans come from the index
    const TimelineIndex &index;
    const TimelineWords &words;
    TimelineScale scale;
    TimelineLayout layout;
    qsizetype current = -1; //!< group
    bool focused = false;
};

//! Paints a timeline, on screen and on paper: only the lanes and marks in \p clip are touched.
class TimelinePainter {
    Q_DECLARE_TR_FUNCTIONS(TimelinePainter)

public:
    TimelinePainter(QPainter &painter, const TimelineScene &scene, const ThemeColors &colors);

    void paint(const QRect &clip);
    //! What a mark stands for, as the legend shows it.
    static void paintShape(QPainter &painter, const QPointF &centre, TimelineMark::Shape shape, Status status,
                           const ThemeColors &colors);
    //! Where a group can be hit, and where its ring is painted.
    static QRect markRect(const TimelineScene &scene, const TimelineIndex::Group &group);

    static constexpr int markGap = 20; //!< pixels between two marks that are drawn

private:
    void paintAxis(const QList<TimelineTicks::Tick> &ticks);
    void paintNames(int lane, const QRect &row);
    void paintSpans(int lane, const QRect &row);
    void paintGroups(int lane, const QRect &row);
    void paintLabel(qsizetype group, const QRect &row);
    void paintCount(const TimelineIndex::Group &group, const QPointF &centre);
    void paintToday();
    QPointF centreOf(const TimelineIndex::Group &group) const;
    int visibleLanes(const QRect &clip, int &first) const;

    QPainter &m_painter;
    const TimelineScene &m_scene;
    const ThemeColors &m_colors;
};

} // namespace keyturn
