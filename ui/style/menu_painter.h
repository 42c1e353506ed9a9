#pragma once
#include <QSize>

class QPainter;
class QRect;
class QStyleOptionMenuItem;

//! Menus in the theme's colours, square throughout: round corners need a compositor or a ragged mask, and Fusion draws
//! its edge and its lines darker than the window, where a dark one swallows them.
namespace keyturn::menus {

inline constexpr int margin = 4; //!< above the first row and below the last one

void paintPanel(QPainter *painter, const QRect &rect);
void paintFrame(QPainter *painter, const QRect &rect);
//! A line, or the heading of the rows below it.
void paintSeparator(QPainter *painter, const QStyleOptionMenuItem &item);
//! What is below the words of the row that the pointer or the keys are at.
void paintChosen(QPainter *painter, const QStyleOptionMenuItem &item);
QSize size(const QStyleOptionMenuItem &item, const QSize &usual);

} // namespace keyturn::menus
