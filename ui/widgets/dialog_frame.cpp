#include "ui/widgets/dialog_frame.h"

#include "ui/style/theme.h"

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

void paintDialogRaised(QDialog *dialog)
{
    const auto paint = [dialog] {
        QPalette raised;
        raised.setColor(QPalette::Window, colors().raised);
        dialog->setPalette(raised);
    };
    paint();
    QObject::connect(&Theme::instance(), &Theme::changed, dialog, paint);
}

} // namespace keyturn

#include "moc_dialog_frame.cpp"
