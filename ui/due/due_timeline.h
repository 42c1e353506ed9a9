#pragma once
#include "ui/due/due_marks.h"
#include "ui/timeline/timeline_scale.h"

#include <QWidget>

namespace keyturn {

class Button;
class StatusChip;
class TextLabel;
class Timeline;

//! The board as a timeline, with a legend, and what is to be said of the current mark below it.
class DueTimeline : public QWidget {
    Q_OBJECT

public:
    explicit DueTimeline(QWidget *parent = nullptr);

    void setMarks(const DueMarks &marks);
    Timeline &timeline() { return *m_timeline; }

signals:
    void entryRequested(const keyturn::EntryId &id);

private:
    void layOut();
    void showCurrent();
    void open(int source);

    DueMarks m_marks;
    Timeline *m_timeline;
    StatusChip *m_chip;
    TextLabel *m_title;
    TextLabel *m_why;
    Button *m_open;
};

} // namespace keyturn
