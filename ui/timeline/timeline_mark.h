#pragma once
#include "ui/text/status.h"

#include <QList>
#include <functional>

namespace keyturn {

//! One date on a timeline. Small: there may be 10,000; its words are asked for when it is seen.
struct TimelineMark {
    //! From the least to the most important: of marks too close to be told apart, the last one is drawn.
    enum class Shape : quint8 { ReminderSent, ReminderAhead, GraceEnd, Deletion, Due, Stuck };
    qint64 at = 0; //!< milliseconds since 1970, UTC
    qint32 lane = 0;
    qint32 source = -1; //!< what it stands for, as whoever made it counts
    Shape shape = Shape::Due;
    Status status = Status::Fine; //!< its colours

    friend bool operator==(const TimelineMark &, const TimelineMark &) = default;
};

//! A bar in a lane: the life of what is due at its end, or a time that is over (hatched).
struct TimelineSpan {
    qint64 from = 0; //!< milliseconds since 1970, UTC
    qint64 to = 0;
    qint32 lane = 0;
    Status status = Status::Fine;
    bool hatched = false;

    friend bool operator==(const TimelineSpan &, const TimelineSpan &) = default;
};

struct TimelineLane {
    QString name;
    QString detail; //!< second line; may be empty

    friend bool operator==(const TimelineLane &, const TimelineLane &) = default;
};

struct TimelineContent {
    QString heading; //!< of the column of names
    QList<TimelineLane> lanes;
    QList<TimelineMark> marks; //!< in any order
    QList<TimelineSpan> spans; //!< in any order
    QDateTime now;
};

//! What is said of a mark.
struct TimelineWords {
    std::function<QString(const TimelineMark &mark)> label;   //!< beside it: "3 Dec"
    std::function<QString(const TimelineMark &mark)> title;   //!< what, where, when, how long: for who cannot see it
    std::function<QString(const TimelineMark &mark)> details; //!< why, and what resets it; lines
};

} // namespace keyturn
