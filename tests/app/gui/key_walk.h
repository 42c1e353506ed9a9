#pragma once
#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QPointer>
#include <QSet>
#include <QSignalBlocker>
#include <QTest>

namespace keyturn {

//! What the keys do in a dialog or a page that is shown, as sentences about what is wrong. Buttons are muted while they
//! are tried, so nothing happens; that Enter presses the focused one is style/enter_presses.
class KeyWalk {
public:
    //! Enter and Space on each button that can have the focus in \p top are that button's affair: no other one is
    //! pressed, and the dialog stays.
    static QStringList pressed(QWidget *top, int &tried)
    {
        QStringList wrong;
        const QList<QAbstractButton *> buttons = top->findChildren<QAbstractButton *>();
        for (QAbstractButton *focused : buttons) {
            if (!canBePressed(focused, top))
                continue;
            for (const int key : {Qt::Key_Return, Qt::Key_Space}) {
                QStringList others;
                QObject listener;
                for (QAbstractButton *other : buttons) {
                    if (other != focused)
                        QObject::connect(other, &QAbstractButton::pressed, &listener,
                                         [&others, other] { others += other->text(); });
                }
                const QSignalBlocker muted(focused);
                for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
                    QKeyEvent event(type, key, Qt::NoModifier);
                    QApplication::sendEvent(focused, &event);
                }
                ++tried;
                if (!others.isEmpty() || !top->isVisible())
                    wrong += QStringLiteral("%1 on %2 pressed %3")
                                 .arg(key == Qt::Key_Space ? QStringLiteral("Space") : QStringLiteral("Enter"),
                                      focused->text(), others.join(QStringLiteral(", ")));
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
        QStringList pressed;
        const QPointer<QDialog> watched = dialog;
        QObject listener;
        for (QAbstractButton *button : dialog->findChildren<QAbstractButton *>())
            QObject::connect(button, &QAbstractButton::pressed, &listener,
                             [&pressed, button] { pressed += button->text(); });
        QTest::keyClick(dialog, Qt::Key_Escape);
        QStringList wrong;
        if (!pressed.isEmpty())
            wrong += QStringLiteral("Escape pressed %1").arg(pressed.join(QStringLiteral(", ")));
        if (watched && watched->isVisible())
            wrong += QStringLiteral("Escape does not close it");
        return wrong;
    }

private:
    static bool canBePressed(const QAbstractButton *button, const QWidget *top)
    {
        return !button->isCheckable() && button->isVisibleTo(top) && button->isEnabled()
               && button->window() == top->window() && button->focusPolicy() != Qt::NoFocus
               && !button->inherits("QToolButton");
    }
};

} // namespace keyturn
