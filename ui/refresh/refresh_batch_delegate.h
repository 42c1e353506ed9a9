#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a RefreshBatchModel: the name, the provider, and what becomes of it with its icon.
class RefreshBatchDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int rowHeight = 36;

    using QStyledItemDelegate::QStyledItemDelegate;

    //! A reason is read whole: its row gets as many lines as it needs.
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace keyturn
