#pragma once
#include <QRect>
#include <QStyle>

class QStyleOptionSlider;

namespace keyturn::scroll_bars {

//! How much of the bar \p widget lies over what it scrolls, in pixels: all of it over rows, which keep that much free
//! at their end, nothing elsewhere.
int overlap(const QWidget *widget);

//! Where a part of the bar is: there are no buttons at its ends.
QRect part(const QStyleOptionSlider &option, QStyle::SubControl part);

//! A thin handle, while the pointer or the focus is in what it scrolls; nothing where all is seen.
void paint(const QStyleOptionSlider &option, QPainter *painter, const QWidget *widget);

//! Paints the bars of \p area again: the pointer or the focus came or went.
void update(const QWidget *area);

} // namespace keyturn::scroll_bars
