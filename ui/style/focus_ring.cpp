#include "ui/style/focus_ring.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace keyturn {

void paintFocusRing(QPainter *painter, const QRect &rect, double radius)
{
    paintFocusRing(painter, rect, radius, colors().accent);
}

void paintFocusRing(QPainter *painter, const QRect &rect, double radius, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), radius, radius);
    painter->restore();
}

} // namespace keyturn
