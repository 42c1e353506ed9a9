#include "ui/style/enter_presses.h"

#include <QCheckBox>
#include <QKeyEvent>
#include <QRadioButton>
#include <QToolButton>

namespace keyturn {

namespace {

//! Check boxes and radio buttons choose something; Enter on them means the dialog, as everywhere.
bool isPressedByEnter(const QAbstractButton *button)
{
    return button && !qobject_cast<const QCheckBox *>(button) && !qobject_cast<const QRadioButton *>(button);
}

} // namespace

bool EnterPresses::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    auto *button = qobject_cast<QAbstractButton *>(watched);
    if (!isEnter || key->modifiers() & ~Qt::KeypadModifier || !isPressedByEnter(button))
        return false;
    auto *tool = qobject_cast<QToolButton *>(button);
    if (key->isAutoRepeat()) // one press is one click, however long the key is held
        return true;
    if (tool && tool->menu() && tool->popupMode() == QToolButton::InstantPopup)
        tool->showMenu();
    else
        button->click();
    return true;
}

} // namespace keyturn

#include "moc_enter_presses.cpp"
