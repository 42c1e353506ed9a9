#pragma once
#include "ui/timeline/timeline_mark.h"

class QColor;
class QPainter;
class QPointF;

namespace keyturn {

//! The signs of a timeline, drawn as lines, so that they are sharp at every scale and on paper. 16 to 22 pixels wide.
void paintTimelineShape(QPainter &painter, const QPointF &centre, TimelineMark::Shape shape, const QColor &foreground,
                        const QColor &disc, const QColor &background);

} // namespace keyturn
