#pragma once
#include <QStyledItemDelegate>

namespace keyturn {

//! Rows of a DriftModel: names as in any list, letters in chips, so that what differs is seen without reading.
class DriftDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace keyturn
