#pragma once
#include "ui/widgets/status_look.h"

#include <QSize>

class QPainter;
class QRect;

namespace keyturn {

//! Chips as painted by widgets and delegates. Sizes come from the text, in the chip font of the theme; never cut one.
namespace chips {

QSize statusSize(const StatusLook &look, const QString &text);
//! Paints at the leading edge of \p where, centred vertically. Returns the rectangle used.
QRect paintStatus(QPainter *painter, const QRect &where, const StatusLook &look, const QString &text,
                  Qt::LayoutDirection direction = Qt::LeftToRight);

QSize labelSize(const QString &text);
//! An outlined label ("LWA", "Policy"); with \p fill a filled one (AWSCURRENT is an info label).
QRect paintLabel(QPainter *painter, const QRect &where, const QString &text,
                 ColorToken foreground = &ThemeColors::text2, ColorToken fill = nullptr,
                 Qt::LayoutDirection direction = Qt::LeftToRight);

} // namespace chips

} // namespace keyturn
