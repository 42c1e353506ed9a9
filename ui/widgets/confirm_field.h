#pragma once
#include <QLineEdit>

namespace keyturn {

//! A field in which a name is typed by hand, to be sure: nothing can be pasted or dropped into it.
class ConfirmField : public QLineEdit {
    Q_OBJECT

public:
    explicit ConfirmField(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
};

} // namespace keyturn
