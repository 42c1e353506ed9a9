#include "ui/refresh/refresh_batch_delegate.h"

#include "ui/refresh/refresh_batch_model.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

constexpr int cellGap = 8;
constexpr int padding = 8;

struct StateLook {
    QString icon;
    ColorToken color = &ThemeColors::text2;
};

StateLook lookOf(RefreshBatch::State state)
{
    using State = RefreshBatch::State;
    switch (state) {
    case State::Done:
        return {u"kt-ok"_s, &ThemeColors::okFg};
    case State::Failed:
        return {u"kt-fail"_s, &ThemeColors::dangerFg};
    case State::Running:
        return {u"view-refresh"_s, &ThemeColors::infoFg};
    case State::Unfit:
        return {u"list-remove"_s, &ThemeColors::text3};
    case State::Reading:
    case State::Ready:
    case State::Waiting:
        break;
    }
    return {};
}

} // namespace

QSize RefreshBatchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const QTableView *>(option.widget);
    if (!table || RefreshBatchModel::Column(index.column()) != RefreshBatchModel::Column::Result)
        return {80, rowHeight};
    const int width = table->columnWidth(index.column()) - metrics::icon - 2 * cellGap;
    const int text =
        QFontMetrics(Theme::font(Theme::Font::Small))
            .boundingRect(QRect(0, 0, std::max(80, width), 10'000), Qt::TextWordWrap, index.data().toString())
            .height();
    return {80, std::max(rowHeight, text + 2 * padding)};
}

void RefreshBatchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    using Column = RefreshBatchModel::Column;
    const ThemeColors &c = colors();
    const auto state = RefreshBatch::State(index.data(RefreshBatchModel::StateRole).toInt());
    const auto column = Column(index.column());
    painter->save();
    rows::paintBackground(painter, option, column == Column::Name);
    QRect area = option.rect.adjusted(column == Column::Name ? metrics::cellMargin : 0, 0, -cellGap, -1);
    const StateLook look = lookOf(state);
    QColor color = state == RefreshBatch::State::Unfit ? c.text3 : column == Column::Name ? c.text : c.text2;
    if (column == Column::Result) {
        color = c.*look.color;
        const QRect icon(area.left(), area.top(), metrics::icon, area.height());
        if (!look.icon.isEmpty())
            icons::paint(painter, rows::visual(option, icon), look.icon, color);
        area.setLeft(icon.right() + 1 + cellGap); // texts stand below each other, with an icon or without
        painter->setFont(Theme::font(Theme::Font::Small));
        painter->setPen(color);
        painter->drawText(rows::visual(option, area),
                          int(QStyle::visualAlignment(option.direction, Qt::AlignLeading | Qt::AlignVCenter))
                              | Qt::TextWordWrap,
                          index.data().toString());
    } else {
        rows::paintText(painter, rows::visual(option, area), index.data().toString(),
                        Theme::font(column == Column::Name ? Theme::Font::Body : Theme::Font::Small), color,
                        Qt::ElideMiddle, option.direction);
    }
    painter->restore();
}

} // namespace keyturn

#include "moc_refresh_batch_delegate.cpp"
