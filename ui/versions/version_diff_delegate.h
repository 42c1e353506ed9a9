#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a VersionDiffModel: both sides as dots, fingerprint and length, as plain text or as lines; the kind of change
//! as a chip; an eye on the row that is hovered or current.
class VersionDiffDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setHotRow(int row) { m_hotRow = row; }
    int hotRow() const { return m_hotRow; }
    //! Where the eye is in the cell of the change column.
    static QRect eyeRect(const QRect &cell, Qt::LayoutDirection direction);
    //! More than usual for a revealed text that needs several lines in \p width.
    static int rowHeight(const QModelIndex &side, int width);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintChange(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    int m_hotRow = -1;
};

} // namespace keyturn
