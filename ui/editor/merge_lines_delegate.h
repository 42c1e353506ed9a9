#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! A row of the keys that are pasted or imported: tick and key, what happens to it, the value as dots and length where
//! it is sensitive.
class MergeLinesDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
};

} // namespace keyturn
