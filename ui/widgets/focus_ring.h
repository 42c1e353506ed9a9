#pragma once

class QPainter;
class QRect;

namespace keyturn {

//! 2 px of accent inside \p rect, visible on every background of both themes.
void paintFocusRing(QPainter *painter, const QRect &rect, double radius);

} // namespace keyturn
