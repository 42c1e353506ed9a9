#pragma once
#include "ui/due/due_marks.h"

#include <QListView>

class QStandardItemModel;

namespace keyturn {

//! What one day of the calendar holds, each with its sign, its name and what is said of it.
class DayList : public QListView {
    Q_OBJECT

public:
    explicit DayList(QWidget *parent = nullptr);

    void setDay(const DueMarks &marks, const QList<TimelineMark> &day);

signals:
    //! Enter or double click: number of the row of the board.
    void opened(int source);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void open(const QModelIndex &index);

    QStandardItemModel *m_items;
};

} // namespace keyturn
