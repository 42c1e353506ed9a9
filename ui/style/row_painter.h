#pragma once
#include "ui/style/theme_colors.h"

#include <QString>

class QFont;
class QPainter;
class QRect;
class QStyleOptionViewItem;

namespace keyturn {

//! What all rows have in common: background, accent bar, separator, focus. No delegate paints these itself.
namespace rows {

//! Fill of a row and its separator. The bar goes to the leading edge of the first column only.
void paintBackground(QPainter *painter, const QStyleOptionViewItem &option, bool firstColumn);
//! 3 px at the leading edge of \p rect.
void paintBar(QPainter *painter, const QRect &rect, const QColor &color, Qt::LayoutDirection direction);
//! One line, elided, at the leading edge.
void paintText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color,
               Qt::TextElideMode mode, Qt::LayoutDirection direction, Qt::Alignment alignment = Qt::AlignLeading);
//! \p rect without what a mirrored layout would take from the other side.
QRect visual(const QStyleOptionViewItem &option, const QRect &rect);

bool isSelected(const QStyleOptionViewItem &option);
bool isHovered(const QStyleOptionViewItem &option);

} // namespace rows

} // namespace keyturn
