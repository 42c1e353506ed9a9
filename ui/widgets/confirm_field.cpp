#include "ui/widgets/confirm_field.h"

#include "ui/style/theme.h"

#include <QKeyEvent>

namespace keyturn {

ConfirmField::ConfirmField(QWidget *parent) : QLineEdit(parent)
{
    setObjectName(QStringLiteral("confirmField"));
    setContextMenuPolicy(Qt::NoContextMenu);
    setAcceptDrops(false);
    setFont(Theme::font(Theme::Font::Mono));
}

void ConfirmField::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Paste))
        QLineEdit::keyPressEvent(event);
}

void ConfirmField::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::MiddleButton) // would paste the selection
        QLineEdit::mouseReleaseEvent(event);
}

} // namespace keyturn

#include "moc_confirm_field.cpp"
