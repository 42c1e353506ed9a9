#include "ui/widgets/elided_label.h"

#include <QFontMetrics>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

namespace keyturn {

ElidedLabel::ElidedLabel(const QString &text, Theme::Font font, ColorToken color, Qt::TextElideMode mode,
                         QWidget *parent) :
    QWidget(parent),
    m_font(font), m_color(color), m_mode(mode)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setText(text);
}

void ElidedLabel::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

bool ElidedLabel::isElided() const
{
    return QFontMetrics(Theme::font(m_font)).horizontalAdvance(m_text) > width();
}

void ElidedLabel::setColor(ColorToken color)
{
    m_color = color;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(Theme::font(m_font));
    return {metrics.horizontalAdvance(m_text) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(Theme::font(m_font));
    return {qMin(metrics.horizontalAdvance(m_text) + 1, metrics.averageCharWidth() * 8), metrics.height()};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QFont font = Theme::font(m_font);
    painter.setFont(font);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setPen(colors().*m_color);
    const Qt::Alignment alignment = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading | Qt::AlignVCenter);
    painter.drawText(rect(), int(alignment) | Qt::TextSingleLine,
                     QFontMetrics(font).elidedText(m_text, m_mode, width()));
}

bool ElidedLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (isElided())
            QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), m_text, this);
        else
            QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

} // namespace keyturn

#include "moc_elided_label.cpp"
