#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! How the marks of a day share the lines below its number.
struct DayLines {
    int marks = 0;              //!< that many are named, the most urgent first
    bool isCountBeside = false; //!< how many there are stands beside the number: no line is left to say it
    bool hasMore = false;       //!< a line of its own says how many are not named

    //! Whole lines only: \p room of them.
    static DayLines of(int marks, int room);
};

struct ThemeColors;

//! Paints a CalendarModel: the number of the day, and as many of its marks as have room, each with its sign and name.
class CalendarDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit CalendarDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    //! The same on paper.
    static void paintDay(QPainter &painter, const QRect &cell, const QModelIndex &index, const ThemeColors &colors);
};

} // namespace keyturn
