#include "ui/style/row_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/surface.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>
#include <QStyleOptionViewItem>

namespace keyturn::rows {

bool isSelected(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_Selected);
}

bool isHovered(const QStyleOptionViewItem &option)
{
    return option.state.testFlag(QStyle::State_MouseOver);
}

QRect visual(const QStyleOptionViewItem &option, const QRect &rect)
{
    return QStyle::visualRect(option.direction, option.rect, rect);
}

void paintBar(QPainter *painter, const QRect &rect, const QColor &color, Qt::LayoutDirection direction)
{
    const QRect bar(rect.left(), rect.top(), metrics::selectionBar, rect.height());
    painter->fillRect(QStyle::visualRect(direction, rect, bar), color);
}

void paintBackground(QPainter *painter, const QStyleOptionViewItem &option, bool firstColumn)
{
    const ThemeColors &c = colors();
    const QColor fill = isSelected(option) ? c.selected : isHovered(option) ? c.hover : surfaceBelow(option.widget);
    painter->fillRect(option.rect, fill);
    const QRect line(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    painter->fillRect(line, c.separator());
    // Of several selected rows only the current one has the bar; where the keys are, it shows without being selected.
    const bool hasFocus = option.state.testFlag(QStyle::State_HasFocus);
    if (firstColumn && (hasFocus || (isSelected(option) && option.showDecorationSelected)))
        paintBar(painter, option.rect, c.accent, option.direction);
}

void paintText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color,
               Qt::TextElideMode mode, Qt::LayoutDirection direction, Qt::Alignment alignment)
{
    if (rect.width() <= 0 || text.isEmpty())
        return;
    painter->setFont(font);
    painter->setPen(color);
    // Names, paths and values read from left to right in every layout; prose follows its own letters.
    painter->setLayoutDirection(Qt::LayoutDirectionAuto);
    const Qt::Alignment visible = QStyle::visualAlignment(direction, alignment | Qt::AlignVCenter);
    painter->drawText(rect, int(visible) | Qt::TextSingleLine, QFontMetrics(font).elidedText(text, mode, rect.width()));
}

} // namespace keyturn::rows
