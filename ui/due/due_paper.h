#pragma once
#include "ui/due/due_marks.h"
#include "ui/due/due_view.h"
#include "ui/timeline/timeline_index.h"
#include "ui/timeline/timeline_scale.h"

#include <QSize>

class QPainter;
class QRect;

namespace keyturn {

struct TimelineLayout;

//! The board on paper, always in the light colours: pages of the list, of the timeline with all its lanes, or a month.
class DuePaper {
    Q_DECLARE_TR_FUNCTIONS(DuePaper)

public:
    struct Subject {
        DueMarks marks;
        DueView view = DueView::List;
        TimelineZoom zoom = TimelineZoom::Quarter;
        QDate day;     //!< in the month of the calendar
        QString place; //!< profile and region, below the title
    };

    explicit DuePaper(Subject subject);

    static QString title();
    QString fileName() const; //!< without a suffix: "due-dates-2026-11-21"
    //! At least one, of \p page pixels at 96 dpi.
    int pages(const QSize &page) const;
    void paint(QPainter &painter, const QSize &page, int number) const;
    //! All on one page, as far as a picture may be high.
    QSize pictureSize() const;
    bool isCutInPicture() const;

private:
    QRect paintHead(QPainter &painter, const QSize &page, int number) const;
    void paintTimeline(QPainter &painter, const QRect &body, int first, int count) const;
    void paintCalendar(QPainter &painter, const QRect &body) const;
    void paintTable(QPainter &painter, const QRect &body, int first, int count) const;
    void paintRow(QPainter &painter, const QRect &row, int number) const;
    int lines() const; // rows or lanes
    int lineHeight() const;
    int linesOn(const QSize &page) const;

    Subject m_subject;
    TimelineContent m_content;
};

} // namespace keyturn
