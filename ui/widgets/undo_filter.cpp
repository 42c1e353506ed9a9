#include "ui/widgets/undo_filter.h"

#include <QKeyEvent>
#include <QWidget>

namespace keyturn {

UndoFilter::UndoFilter(QWidget *field) : QObject(field)
{
    field->installEventFilter(this);
}

bool UndoFilter::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) && !key->matches(QKeySequence::Redo))
        return false;
    event->ignore();
    return true;
}

} // namespace keyturn

#include "moc_undo_filter.cpp"
