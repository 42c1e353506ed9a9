#pragma once
#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QKeyEvent>
#include <QPointer>
#include <QPushButton>
#include <QSet>
#include <QSignalBlocker>
#include <QTest>
#include <QToolButton>
#include <functional>

namespace keyturn {

//! What the keys do in a dialog or a page that is shown, as sentences about what is wrong. Buttons are muted while they
//! are tried, so nothing happens; that Enter presses the focused one is style/enter_presses.
class KeyWalk {
public:
    //! Enter and Space on each button that can have the focus in \p top press it, and no other one; the dialog stays.
    static QStringList pressed(QWidget *top, int &tried)
    {
        QStringList wrong;
        const QList<QAbstractButton *> buttons = top->findChildren<QAbstractButton *>();
        for (QAbstractButton *focused : buttons) {
            if (!canBePressed(focused, top) || opensMenu(focused))
                continue;
            for (const int key : {Qt::Key_Return, Qt::Key_Space}) {
                if (key == Qt::Key_Return && qobject_cast<QCheckBox *>(focused))
                    continue; // Enter on what is ticked is the dialog's
                const QString name = key == Qt::Key_Space ? QStringLiteral("Space") : QStringLiteral("Enter");
                QStringList others;
                QObject listener;
                for (QAbstractButton *other : buttons) {
                    if (other != focused)
                        QObject::connect(other, &QAbstractButton::pressed, &listener,
                                         [&others, other] { others += other->text(); });
                }
                const bool isPressed = pressMuted(focused, key);
                ++tried;
                if (!others.isEmpty() || !top->isVisible())
                    wrong += QStringLiteral("%1 on %2 pressed %3")
                                 .arg(name, focused->text(), others.join(QStringLiteral(", ")));
                if (!isPressed)
                    wrong += QStringLiteral("%1 on %2 did not press it").arg(name, focused->text());
            }
        }
        return wrong;
    }
    //! Tab comes to every button of \p dialog and back to where it began.
    static QStringList tabbed(QDialog *dialog)
    {
        QWidget *const first = dialog->focusWidget();
        if (!first)
            return {QStringLiteral("nothing has the focus")};
        QList<QWidget *> order;
        QWidget *now = first;
        do {
            order += now;
            QKeyEvent tab(QEvent::KeyPress, Qt::Key_Tab, Qt::NoModifier);
            QApplication::sendEvent(now, &tab);
            if (dialog->focusWidget() == now && order.size() == 1)
                break; // it is alone
            now = dialog->focusWidget();
        } while (now && now != first && order.size() < 200);
        QStringList wrong;
        if (order.size() >= 200)
            wrong += QStringLiteral("Tab does not come back");
        for (QAbstractButton *button : dialog->findChildren<QAbstractButton *>()) {
            if (canBePressed(button, dialog) && button->focusPolicy() & Qt::TabFocus && !order.contains(button))
                wrong += QStringLiteral("Tab does not come to %1").arg(button->text());
        }
        first->setFocus();
        return wrong;
    }
    //! Escape closes \p dialog and presses nothing in it.
    static QStringList escaped(QDialog *dialog)
    {
        const QPointer<QDialog> watched = dialog;
        const QStringList pressed = pressedBy(dialog, [dialog] { QTest::keyClick(dialog, Qt::Key_Escape); });
        QStringList wrong;
        if (!pressed.isEmpty())
            wrong += QStringLiteral("Escape pressed %1").arg(pressed.join(QStringLiteral(", ")));
        if (watched && watched->isVisible())
            wrong += QStringLiteral("Escape does not close it");
        return wrong;
    }

private:
    //! What is pressed in \p dialog while \p something is done.
    static QStringList pressedBy(QDialog *dialog, const std::function<void()> &something)
    {
        QStringList pressed;
        QObject listener;
        for (QAbstractButton *button : dialog->findChildren<QAbstractButton *>())
            QObject::connect(button, &QAbstractButton::pressed, &listener,
                             [&pressed, button] { pressed += button->text(); });
        something();
        return pressed;
    }
    //! Whether \p key pressed \p button. It tells nobody: for as long as it takes it is one that can be on or off, and
    //! is that the other way round afterwards.
    static bool pressMuted(QAbstractButton *button, int key)
    {
        const QSignalBlocker muted(button);
        const bool isCheckable = button->isCheckable();
        const bool isChecked = button->isChecked();
        button->setCheckable(true);
        for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
            QKeyEvent event(type, key, Qt::NoModifier);
            QApplication::sendEvent(button, &event);
        }
        const bool isPressed = button->isChecked() != isChecked;
        button->setChecked(isChecked);
        button->setCheckable(isCheckable);
        return isPressed;
    }
    //! Nobody would close the menu.
    static bool opensMenu(const QAbstractButton *button)
    {
        const auto *tool = qobject_cast<const QToolButton *>(button);
        const auto *push = qobject_cast<const QPushButton *>(button);
        return (tool && (tool->menu() || tool->defaultAction())) || (push && push->menu());
    }
    //! Not those of which always one is chosen: pressed again it stays so.
    static bool canBePressed(const QAbstractButton *button, const QWidget *top)
    {
        return !button->autoExclusive() && !button->group() && button->isVisibleTo(top) && button->isEnabled()
               && button->window() == top->window() && button->focusPolicy() != Qt::NoFocus;
    }
};

} // namespace keyturn
