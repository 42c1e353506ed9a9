#pragma once
#include "ui/timeline/timeline_mark.h"

#include <optional>
#include <utility>

namespace keyturn {

//! The marks of a timeline by lane and date, those that would lie on each other taken together. What is on screen is
//! found by halving, whatever the number of marks. Groups do not depend on what is on screen: panning moves them only.
class TimelineIndex {
public:
    //! Marks first .. first + count - 1; \c lead is the one that is drawn.
    struct Group {
        qint32 first = 0;
        qint32 count = 0;
        qint32 lead = 0;
        qint32 lane = 0;
        qint32 sources = 1; //!< that they are of: a date and what reminds of it are one

        friend bool operator==(const Group &, const Group &) = default;
    };

    void setMarks(QList<TimelineMark> marks, int lanes);
    void setSpans(QList<TimelineSpan> spans, int lanes);
    //! \p milliseconds: marks of one lane closer than this to the one that is drawn are of its group.
    void setGap(qint64 milliseconds);

    const QList<TimelineMark> &marks() const { return m_marks; }
    const QList<Group> &groups() const { return m_groups; }
    const TimelineMark &lead(const Group &group) const { return m_marks[group.lead]; }
    //! [first, last) of groups(): those of \p lane that are drawn from \p from to \p to.
    std::pair<qsizetype, qsizetype> between(int lane, qint64 from, qint64 to) const;
    //! [first, last) of groups(): all of \p lane.
    std::pair<qsizetype, qsizetype> ofLane(int lane) const;
    //! [first, last) of spans(): all of \p lane.
    std::pair<qsizetype, qsizetype> spansOf(int lane) const;
    const QList<TimelineSpan> &spans() const { return m_spans; }
    //! The group of \p lane whose lead is nearest to \p at; -1 if the lane has none.
    qsizetype nearest(int lane, qint64 at) const;
    //! The group of \p source's last mark, which is the date itself; what comes before reminds of it. -1: it has none.
    qsizetype groupOf(int source) const;
    //! Of all marks; nothing where there are none.
    std::optional<std::pair<qint64, qint64>> extent() const;

private:
    void countSources();

    QList<TimelineMark> m_marks; // by lane, then date
    QList<TimelineSpan> m_spans; // by lane
    QList<Group> m_groups;       // by lane, then the date of their lead
    QList<qint32> m_laneGroups;  // first group of each lane, and the end
    QList<qint32> m_laneSpans;
    qint64 m_gap = 0;
    int m_lanes = 0;
};

} // namespace keyturn
