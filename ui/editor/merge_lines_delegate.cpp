#include "ui/editor/merge_lines_delegate.h"

#include "ui/editor/merge_lines_model.h"
#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPainter>

namespace keyturn {

namespace {

constexpr int gap = 8;

ColorToken colorOf(MergeLine::Change change)
{
    switch (change) {
    case MergeLine::Change::Added:
        return &ThemeColors::okFg;
    case MergeLine::Change::Changed:
        return &ThemeColors::accent;
    case MergeLine::Change::Same:
        break;
    }
    return &ThemeColors::text3;
}

} // namespace

void MergeLinesDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const auto column = MergeLinesModel::Column(index.column());
    const auto change = MergeLine::Change(index.data(MergeLinesModel::ChangeRole).toInt());
    painter->save();
    if (rows::isSelected(option) || rows::isHovered(option)) // else the dialog shows through
        painter->fillRect(option.rect, rows::isSelected(option) ? c.selected : c.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    const QRect area = rows::visual(option, option.rect.adjusted(0, 0, -gap, -1));
    if (column == MergeLinesModel::Column::Key) {
        paintKey(painter, option, index);
    } else if (column == MergeLinesModel::Column::Change) {
        rows::paintText(painter, area, index.data().toString(), Theme::font(Theme::Font::Small), c.*colorOf(change),
                        Qt::ElideRight, option.direction);
    } else if (const QString length = index.data(MergeLinesModel::LengthRole).toString(); !length.isEmpty()) {
        paintMask(painter, area, metrics::maskDots, length, option.direction);
    } else {
        rows::paintText(painter, area, index.data().toString(), Theme::font(Theme::Font::Mono), c.text, Qt::ElideMiddle,
                        option.direction);
    }
    painter->restore();
}

void MergeLinesDelegate::paintKey(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    const QRect box = style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &item, item.widget);
    if (item.features & QStyleOptionViewItem::HasCheckIndicator) {
        QStyleOptionViewItem tick = item;
        tick.rect = box;
        tick.state &= ~QStyle::State_HasFocus;
        tick.state |= item.checkState == Qt::Checked ? QStyle::State_On : QStyle::State_Off;
        style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &tick, painter, item.widget);
    }
    const int indent = style->pixelMetric(QStyle::PM_IndicatorWidth, &item, item.widget) + 2 * gap;
    const QRect text = rows::visual(option, option.rect.adjusted(indent, 0, -gap, -1));
    rows::paintText(painter, text, index.data().toString(), Theme::font(Theme::Font::BodyStrong), colors().text,
                    Qt::ElideMiddle, option.direction);
}

} // namespace keyturn

#include "moc_merge_lines_delegate.cpp"
