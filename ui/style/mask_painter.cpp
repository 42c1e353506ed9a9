#include "ui/style/mask_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace keyturn {

int maskWidth(int dots)
{
    return (dots - 1) * metrics::maskPitch + metrics::maskDot;
}

QRect paintMask(QPainter *painter, const QRect &where, int dots, const QString &remark, Qt::LayoutDirection direction)
{
    const QFont small = Theme::font(Theme::Font::Small);
    const int gap = remark.isEmpty() ? 0 : 12;
    const QSize size(maskWidth(dots) + gap + QFontMetrics(small).horizontalAdvance(remark), where.height());
    const QRect used = QStyle::alignedRect(direction, Qt::AlignLeading | Qt::AlignVCenter, size, where);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colors().text2);
    const double top = used.y() + (used.height() - metrics::maskDot) / 2.0;
    for (int i = 0; i < dots; ++i) {
        const QRect dot(used.x() + i * metrics::maskPitch, used.y(), metrics::maskDot, metrics::maskDot);
        const int x = QStyle::visualRect(direction, used, dot).x();
        painter->drawEllipse(QRectF(x, top, metrics::maskDot, metrics::maskDot));
    }
    if (!remark.isEmpty()) {
        const QRect words(used.x() + maskWidth(dots) + gap, used.y(),
                          used.right() - used.x() - maskWidth(dots) - gap + 1, used.height());
        painter->setFont(small);
        painter->setLayoutDirection(Qt::LayoutDirectionAuto);
        painter->setPen(colors().text2);
        painter->drawText(QStyle::visualRect(direction, used, words), Qt::AlignCenter | Qt::TextSingleLine, remark);
    }
    painter->restore();
    return used;
}

} // namespace keyturn
