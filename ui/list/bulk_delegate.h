#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Paints a BulkModel: the name, what changes, and the result with its icon.
class BulkDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int rowHeight = 32;

    using QStyledItemDelegate::QStyledItemDelegate;

    //! Of the row of a result in a column of \p width: a reason wraps.
    static int heightFor(const QModelIndex &result, int width);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace keyturn
