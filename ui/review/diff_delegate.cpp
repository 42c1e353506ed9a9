#include "ui/review/diff_delegate.h"

#include "ui/review/diff_model.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"
#include "ui/widgets/status_chip_painter.h"

namespace keyturn {

namespace {

std::optional<Status> changeAt(const QModelIndex &index)
{
    const QVariant change = index.data(DiffModel::ChangeRole);
    return change.isValid() ? std::optional(Status(change.toInt())) : std::nullopt;
}

} // namespace

DiffDelegate::DiffDelegate(QObject *parent) : SidesDelegate(int(DiffModel::Column::After), metrics::diffRow, parent)
{}

QColor DiffDelegate::background(const QModelIndex &index) const
{
    return changeAt(index) == Status::Removed ? colors().dangerBg : SidesDelegate::background(index);
}

QColor DiffDelegate::barColor(const QModelIndex &index) const
{
    const std::optional<Status> change = changeAt(index);
    if (!change)
        return {};
    return change == Status::Removed ? colors().dangerFg : change == Status::Added ? colors().okFg : colors().accent;
}

void DiffDelegate::paintSide(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                             const QRect &whole) const
{
    const QRect cell = firstBand(whole);
    if (index.data(DiffModel::PresentRole).toBool())
        paintValue(painter, option, index, whole, false);
    else if (changeAt(index) == Status::Removed)
        chips::paintStatus(painter, cell, statusLook(Status::Removed), index.data().toString(), option.direction);
    else
        rows::paintText(painter, cell, index.data().toString(), Theme::font(Theme::Font::Small), colors().text3,
                        Qt::ElideRight, option.direction);
}

} // namespace keyturn

#include "moc_diff_delegate.cpp"
