#pragma once
#include "ui/style/theme.h"

class QPainter;
class QRectF;

namespace keyturn {

//! Words of a timeline, from the left and halfway down \p place, cut in their middle where they are too long. They are
//! laid out once and not in every frame; on paper they are painted as ever.
void paintTimelineText(QPainter &painter, const QRectF &place, const QString &text, Theme::Font font,
                       const QColor &color);
//! Pixels that \p text takes.
double timelineTextWidth(const QString &text, Theme::Font font);

} // namespace keyturn
