#pragma once
#include "ui/review/sides_delegate.h"

namespace keyturn {

//! Paints a MergeModel: undecided rows on warning colours with a bar, the result as a chip. Over the result of a
//! conflict stands a widget, so it is left empty here.
class MergeDelegate : public SidesDelegate {
    Q_OBJECT

public:
    explicit MergeDelegate(QObject *parent = nullptr);

protected:
    QColor background(const QModelIndex &index) const override;
    QColor barColor(const QModelIndex &index) const override;
    void paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                   const QRect &cell) const override;
};

} // namespace keyturn
