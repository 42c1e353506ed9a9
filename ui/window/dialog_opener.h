#pragma once
#include <QObject>

class QDialog;
class QWidget;

namespace keyturn {

class ActionDialog;
class MessageCenter;
class Scrim;

//! Opens dialogs over the window: it is dimmed meanwhile, and none is larger than it.
class DialogOpener : public QObject {
    Q_OBJECT

public:
    //! \p window is the parent of what is opened.
    DialogOpener(QWidget &window, MessageCenter &messages);

    QWidget *window() const { return &m_window; }
    void open(QDialog *dialog);
    //! What it did is told when it has done it.
    void open(ActionDialog *dialog);
    //! Dims the window until \p dialog ends; for one that is opened elsewhere.
    void dimBehind(QDialog *dialog);

private:
    QWidget &m_window;
    MessageCenter &m_messages;
    Scrim *m_scrim;
};

} // namespace keyturn
