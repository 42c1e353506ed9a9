#include "ui/dialogs/dialog_frame.h"

#include "ui/widgets/theme.h"

#include <QDialog>
#include <QPainter>

namespace keyturn {

DialogLine::DialogLine(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
}

void DialogLine::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), colors().border);
}

namespace {

void paintRaised(QWidget *widget, QPalette::ColorRole role)
{
    const auto paint = [widget, role] {
        QPalette raised;
        raised.setColor(role, colors().raised);
        widget->setPalette(raised);
    };
    paint();
    QObject::connect(&Theme::instance(), &Theme::changed, widget, paint);
}

} // namespace

void paintDialogRaised(QDialog *dialog)
{
    paintRaised(dialog, QPalette::Window);
}

void paintTableRaised(QWidget *table)
{
    paintRaised(table, QPalette::Base);
}

} // namespace keyturn
