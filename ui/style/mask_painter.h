#pragma once
#include <QRect>
#include <QString>

class QPainter;

namespace keyturn {

//! Width of \p dots dots.
int maskWidth(int dots);
//! Dots that say nothing about the value, then a remark ("65 characters"). Returns the rectangle used.
QRect paintMask(QPainter *painter, const QRect &where, int dots, const QString &remark,
                Qt::LayoutDirection direction = Qt::LeftToRight);

} // namespace keyturn
