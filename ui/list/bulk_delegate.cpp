#include "ui/list/bulk_delegate.h"

#include "ui/list/bulk_model.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace keyturn {

namespace {

using State = BulkModel::State;

constexpr int bulkMargin = 12;
constexpr int gap = 8;
constexpr int bulkPadding = 7;

struct Look {
    QString icon;
    ColorToken color = &ThemeColors::text2;
};

Look look(State state)
{
    switch (state) {
    case State::Done:
        return {u"kt-ok"_s, &ThemeColors::okFg};
    case State::Failed:
        return {u"kt-fail"_s, &ThemeColors::dangerFg};
    case State::Writing:
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

int BulkDelegate::heightFor(const QModelIndex &result, int width)
{
    if (State(result.data(BulkModel::StateRole).toInt()) != State::Failed)
        return rowHeight;
    const QFontMetrics small(Theme::font(Theme::Font::Small));
    const QRect place(0, 0, std::max(80, width - metrics::icon - 2 * gap), 10'000);
    const int text = small.boundingRect(place, Qt::TextWordWrap, result.data().toString()).height();
    return std::max(rowHeight, text + 2 * bulkPadding);
}

void BulkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThemeColors &c = colors();
    const auto state = State(index.data(BulkModel::StateRole).toInt());
    const auto column = BulkModel::Column(index.column());
    const QString text = index.data().toString();
    painter->save();
    painter->fillRect(option.rect, rows::isHovered(option) ? c.hover : surfaceBelow(option.widget));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.separator());
    const bool isName = column == BulkModel::Column::Name;
    QRect area = option.rect.adjusted(isName ? bulkMargin : 0, 0, -gap, -1);
    if (column == BulkModel::Column::Result) {
        const Look shown = look(state);
        if (!shown.icon.isEmpty()) {
            const QRect icon(area.left(), area.top(), metrics::icon, area.height());
            icons::paint(painter, rows::visual(option, icon), shown.icon, c.*shown.color);
            area.setLeft(icon.right() + 1 + gap);
        }
        if (state == State::Failed) {
            painter->setFont(Theme::font(Theme::Font::Small));
            painter->setPen(c.*shown.color);
            painter->drawText(rows::visual(option, area), int(Qt::TextWordWrap | Qt::AlignVCenter | Qt::AlignLeft),
                              text);
        } else {
            rows::paintText(painter, rows::visual(option, area), text, Theme::font(Theme::Font::Small), c.*shown.color,
                            Qt::ElideRight, option.direction);
        }
    } else {
        const QColor color = state == State::Unfit ? c.text3 : isName ? c.text : c.text2;
        rows::paintText(painter, rows::visual(option, area), text,
                        Theme::font(isName ? Theme::Font::Body : Theme::Font::Small), color, Qt::ElideMiddle,
                        option.direction);
    }
    painter->restore();
}

} // namespace keyturn

#include "moc_bulk_delegate.cpp"
