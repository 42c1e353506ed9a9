#pragma once

class QColor;
class QPainter;
class QRect;

namespace keyturn {

//! 2 px of accent inside \p rect, visible on every background of both themes.
void paintFocusRing(QPainter *painter, const QRect &rect, double radius);
//! The same on a filled button, where accent would not be seen.
void paintFocusRing(QPainter *painter, const QRect &rect, double radius, const QColor &color);

} // namespace keyturn
