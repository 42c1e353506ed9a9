#pragma once
#include "ui/review/sides_delegate.h"

namespace keyturn {

//! Paints a DiffModel: removed rows on red, a bar in the colour of the change.
class DiffDelegate : public SidesDelegate {
    Q_OBJECT

public:
    explicit DiffDelegate(QObject *parent = nullptr);

protected:
    QColor background(const QModelIndex &index) const override;
    QColor barColor(const QModelIndex &index) const override;
    void paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QRect &cell) const override;
};

} // namespace keyturn
