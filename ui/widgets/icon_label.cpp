#include "ui/widgets/icon_label.h"

#include "ui/style/icons.h"
#include "ui/style/theme.h"

#include <QPainter>

namespace keyturn {

IconLabel::IconLabel(const QString &icon, ColorToken color, int size, QWidget *parent) :
    QWidget(parent), m_icon(icon), m_color(color), m_size(size)
{
    setFixedSize(size, size);
}

void IconLabel::setIcon(const QString &icon, ColorToken color)
{
    m_icon = icon;
    m_color = color;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    icons::paint(&painter, rect(), m_icon, colors().*m_color, m_size);
}

} // namespace keyturn

#include "moc_icon_label.cpp"
