#pragma once
#include "ui/style/theme_colors.h"

#include <QIcon>

class QPainter;
class QRect;

namespace keyturn::icons {

//! A monochrome icon in a token's colour: "kt-…" are our own, other names come from the icon theme with Breeze as the
//! fallback. Drawn when it is painted, so it follows theme, scale and palette by itself; disabled ones are text3.
QIcon icon(const QString &name, ColorToken color = &ThemeColors::text2);
//! The tinted pixels, cached. \p size in logical pixels; null where no theme knows the name.
QPixmap pixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio);
//! Paints centred in \p where.
void paint(QPainter *painter, const QRect &where, const QString &name, const QColor &color, int size = 16);
//! Blue rounded square with a key, for the window and the first page.
QIcon application();

} // namespace keyturn::icons
