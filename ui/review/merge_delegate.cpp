#include "ui/review/merge_delegate.h"

#include "ui/review/merge_model.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_chip_painter.h"

namespace keyturn {

MergeDelegate::MergeDelegate(QObject *parent) :
    SidesDelegate(int(MergeModel::Column::Theirs), metrics::mergeRow, parent)
{}

QColor MergeDelegate::background(const QModelIndex &index) const
{
    return index.data(MergeModel::UndecidedRole).toBool() ? colors().warnBg : SidesDelegate::background(index);
}

QColor MergeDelegate::barColor(const QModelIndex &index) const
{
    return index.data(MergeModel::UndecidedRole).toBool() ? colors().warnFg : QColor();
}

void MergeDelegate::paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                              const QRect &cell) const
{
    if (MergeModel::Column(index.column()) == MergeModel::Column::Result) {
        if (!index.data(MergeModel::ConflictRole).toBool())
            chips::paintStatus(painter, cell, statusLook(Status::Added), index.data().toString(), option.direction);
    } else if (!index.data(MergeModel::ChangedRole).toBool()) {
        rows::paintText(painter, cell, index.data().toString(), Theme::font(Theme::Font::Body), colors().text2,
                        Qt::ElideRight, option.direction);
    } else if (!index.data(MergeModel::PresentRole).toBool()) {
        chips::paintStatus(painter, cell, statusLook(Status::Removed), index.data().toString(), option.direction);
    } else {
        paintValue(painter, option, index, cell, true);
    }
}

} // namespace keyturn

#include "moc_merge_delegate.cpp"
