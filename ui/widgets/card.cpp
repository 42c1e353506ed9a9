#include "ui/widgets/card.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace keyturn {

Card::Card(QWidget *parent, int radius) : QFrame(parent), m_radius(radius)
{
    setFrameShape(QFrame::NoFrame);
}

void Card::setLook(ColorToken fill, ColorToken outline)
{
    m_fill = fill != nullptr ? fill : &ThemeColors::surface;
    m_outline = outline != nullptr ? outline : &ThemeColors::border;
    update();
}

QMargins Card::margins()
{
    return {metrics::cardMargin, metrics::cardMarginTop, metrics::cardMargin, metrics::cardMarginTop};
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colors().*m_outline);
    painter.setBrush(colors().*m_fill);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), m_radius, m_radius);
}

} // namespace keyturn

#include "moc_card.cpp"
