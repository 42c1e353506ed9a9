#pragma once
#include "ui/style/theme.h"

#include <QStaticText>

class QPainter;

//! Names, dates and chips of long lists: each text is shaped once, not at every paint, which is what scrolling and
//! filtering cost most. Keeps what it was given, so it is never given a value of a secret. GUI thread only.
namespace keyturn::shaped {

//! In logical pixels, on one line.
QSizeF size(const QString &text, Theme::Font font);

//! On one line in the middle of \p where's height, at the left unless \p alignment says otherwise; what is too long is
//! elided by \p mode.
void paint(QPainter *painter, const QRect &where, const QString &text, Theme::Font font, const QColor &color,
           Qt::Alignment alignment = Qt::AlignLeft, Qt::TextElideMode mode = Qt::ElideNone);

} // namespace keyturn::shaped
