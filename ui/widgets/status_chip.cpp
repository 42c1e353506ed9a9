#include "ui/widgets/status_chip.h"
#include "ui/style/focus_ring.h"
#include "ui/widgets/status_chip_painter.h"

#include <QEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace keyturn {

StatusChip::StatusChip(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void StatusChip::setStatus(EntryStatus status, const QString &text)
{
    const QString words = text.isEmpty() ? StatusText::chip(status) : text;
    if (status == m_status && words == m_text)
        return;
    m_status = status;
    m_text = words;
    setAccessibleName(m_text);
    updateGeometry();
    update();
}

void StatusChip::setClickable(bool clickable)
{
    m_clickable = clickable;
    setFocusPolicy(clickable ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(clickable ? Qt::PointingHandCursor : Qt::ArrowCursor);
    updateGeometry();
}

QSize StatusChip::sizeHint() const
{
    const QSize chip = chips::statusSize(statusLook(m_status.status), m_text);
    return m_clickable ? chip.grownBy({3, 3, 3, 3}) : chip; // room for the focus ring and a target of 24 and more
}

void StatusChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QRect inner = m_clickable ? rect().adjusted(3, 0, -3, 0) : rect();
    chips::paintStatus(&painter, inner, statusLook(m_status.status), m_text, layoutDirection());
    if (m_clickable && hasFocus())
        paintFocusRing(&painter, rect(), height() / 2.0);
}

void StatusChip::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_clickable && event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit clicked();
}

void StatusChip::keyPressEvent(QKeyEvent *event)
{
    if (m_clickable && (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return))
        emit clicked();
    else
        QWidget::keyPressEvent(event);
}

void StatusChip::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace keyturn

#include "moc_status_chip.cpp"
