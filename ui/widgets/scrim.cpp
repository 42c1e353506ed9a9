#include "ui/widgets/scrim.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QPainter>

namespace keyturn {

Scrim::Scrim(QWidget *parent) : QWidget(parent)
{
    setFocusPolicy(Qt::NoFocus);
    hide();
    parent->installEventFilter(this);
}

void Scrim::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().scrim);
}

void Scrim::showEvent(QShowEvent *)
{
    setGeometry(parentWidget()->rect());
    raise();
}

bool Scrim::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace keyturn

#include "moc_scrim.cpp"
