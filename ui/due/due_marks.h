#pragma once
#include "ui/due/due_model.h"
#include "ui/timeline/timeline_mark.h"

namespace keyturn {

//! The rows of the board as marks: a lane for each entry, the one with the earliest date first; in it the date itself,
//! the reminders ahead of it, and the end of the time in which the old secret still works. TimelineMark::source is the
//! number of the row.
class DueMarks {
    Q_DECLARE_TR_FUNCTIONS(DueMarks)

public:
    DueMarks() = default;
    DueMarks(QList<DueRow> rows, const QDateTime &now);

    const QList<DueRow> &rows() const { return m_rows; }
    const QDateTime &now() const { return m_now; }
    TimelineContent content() const;
    TimelineWords words() const;

    QString label(const TimelineMark &mark) const;
    QString
    title(const TimelineMark &mark) const; //!< "amazon-api-access-token: client secret, due 3 December, in 12 days"
    QString details(const TimelineMark &mark) const;

private:
    bool isTheDate(const TimelineMark &mark) const; // and not what comes before or besides
    void addMarks(TimelineContent &content, qint32 lane, qint32 number) const;
    void addSpans(TimelineContent &content, qint32 lane, const DueRow &row) const;

    QList<DueRow> m_rows;
    QDateTime m_now;
};

} // namespace keyturn
