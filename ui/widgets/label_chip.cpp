#include "ui/widgets/label_chip.h"
#include "ui/widgets/status_chip_painter.h"

#include <QEvent>
#include <QPainter>

namespace keyturn {

LabelChip::LabelChip(const QString &text, Look look, QWidget *parent) : QWidget(parent), m_look(look)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
}

void LabelChip::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void LabelChip::setLook(Look look)
{
    m_look = look;
    update();
}

QSize LabelChip::sizeHint() const
{
    return chips::labelSize(m_text);
}

void LabelChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    using C = ThemeColors;
    switch (m_look) {
    case Look::Outlined:
        chips::paintLabel(&painter, rect(), m_text, &C::text2, nullptr, layoutDirection());
        break;
    case Look::Info:
        chips::paintLabel(&painter, rect(), m_text, &C::infoFg, &C::infoBg, layoutDirection());
        break;
    case Look::Neutral:
        chips::paintLabel(&painter, rect(), m_text, &C::neutralFg, &C::neutralBg, layoutDirection());
        break;
    }
}

void LabelChip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace keyturn

#include "moc_label_chip.cpp"
