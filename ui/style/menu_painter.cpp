#include "ui/style/menu_painter.h"

#include "ui/style/metrics.h"
#include "ui/style/row_painter.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyleOptionMenuItem>

#include <algorithm>

namespace keyturn::menus {

namespace {
constexpr int lineHeight = 9;
}

void paintPanel(QPainter *painter, const QRect &rect)
{
    painter->fillRect(rect, colors().raised);
    paintFrame(painter, rect);
}

void paintFrame(QPainter *painter, const QRect &rect)
{
    painter->save();
    painter->setPen(colors().outline());
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(rect.adjusted(0, 0, -1, -1));
    painter->restore();
}

void paintSeparator(QPainter *painter, const QStyleOptionMenuItem &item)
{
    if (item.text.isEmpty()) {
        painter->fillRect(item.rect.left(), item.rect.center().y(), item.rect.width(), 1, colors().border);
        return;
    }
    const QRect words = item.rect.adjusted(metrics::partGap, 0, -metrics::partGap, 0);
    rows::paintText(painter, words, item.text, Theme::font(Theme::Font::Caption), colors().text3, Qt::ElideRight,
                    item.direction);
}

void paintChosen(QPainter *painter, const QStyleOptionMenuItem &item)
{
    painter->fillRect(item.rect, colors().selected);
    rows::paintBar(painter, item.rect, colors().accent, item.direction);
}

QSize size(const QStyleOptionMenuItem &item, const QSize &usual)
{
    const bool isLine = item.menuItemType == QStyleOptionMenuItem::Separator && item.text.isEmpty();
    return {usual.width(), isLine ? lineHeight : std::max(usual.height(), metrics::sidebarRow)};
}

} // namespace keyturn::menus
