#pragma once
#include <QObject>

namespace keyturn {

//! Enter presses the button that has the focus, in the main window as in dialogs, whatever their default button is. Qt
//! alone gives Enter to the default button, so that Enter on a focused Cancel would do what Cancel prevents.
class EnterPresses : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace keyturn
