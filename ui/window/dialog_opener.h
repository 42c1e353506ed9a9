#pragma once
#include <QObject>

class QWidget;

namespace keyturn {

class ActionDialog;
class FramedDialog;
class MessageCenter;

//! Opens dialogs over the window; none is larger than it.
class DialogOpener : public QObject {
    Q_OBJECT

public:
    //! \p window is the parent of what is opened.
    DialogOpener(QWidget &window, MessageCenter &messages);

    QWidget *window() const { return &m_window; }
    void open(FramedDialog *dialog);
    //! What it did is told when it has done it.
    void open(ActionDialog *dialog);

private:
    QWidget &m_window;
    MessageCenter &m_messages;
};

} // namespace keyturn
