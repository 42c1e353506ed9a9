#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

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
