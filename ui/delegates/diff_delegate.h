#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a DiffModel: both sides as dots, fingerprint and length, or as plain text; removed rows on red; the folded
//! row as one line with an arrow. The view should open the fold on a click or Enter (DiffModel::setExpanded).
class DiffDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit DiffDelegate(QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintFold(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace keyturn
