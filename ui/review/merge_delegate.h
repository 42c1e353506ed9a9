#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a MergeModel: undecided rows on warning colours with a bar, both sides as dots, fingerprint and length, the
//! result as a chip. Rows with a conflict carry a widget in the result column, which is left empty here.
class MergeDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

signals:
    //! The eye of a row was clicked.
    void revealRequested(int row);

private:
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintFold(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace keyturn
