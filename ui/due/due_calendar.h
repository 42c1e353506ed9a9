#pragma once
#include "ui/due/due_marks.h"

#include <QWidget>

class QTableView;

namespace keyturn {

class CalendarModel;
class DayList;
class TextLabel;

//! The board as a month, with the chosen day beside it. Arrow keys move by day, Page Up and Page Down by month, Home is
//! today; Enter goes to what the day holds, or opens it where it is one thing.
class DueCalendar : public QWidget {
    Q_OBJECT

public:
    explicit DueCalendar(QWidget *parent = nullptr);

    void setMarks(const DueMarks &marks);
    const CalendarModel &model() const { return *m_model; }
    void showDay(QDate day);
    QDate day() const { return m_day; }
    void focusGrid();

signals:
    void entryRequested(const keyturn::EntryId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    void makeGrid();
    QWidget *makeDay();
    bool press(int key);
    void openDay();
    void open(int source);

    CalendarModel *m_model;
    QTableView *m_grid;
    DayList *m_list;
    TextLabel *m_month;
    TextLabel *m_dayTitle;
    TextLabel *m_nothing;
    QDate m_day;
};

} // namespace keyturn
