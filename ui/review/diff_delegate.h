#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a DiffModel: both sides as dots, fingerprint and length, or as plain text; removed rows on red; the folded
//! row as one line with an arrow. A sensitive row has an eye at its end. The view should open the fold on a click or
//! Enter (DiffModel::setExpanded).
class DiffDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit DiffDelegate(QObject *parent = nullptr);

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
