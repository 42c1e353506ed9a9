#pragma once
#include <QWidget>

class QDialog;

namespace keyturn {

//! A line of one pixel between the head, the body and the foot of a dialog.
class DialogLine : public QWidget {
    Q_OBJECT

public:
    explicit DialogLine(Qt::Orientation orientation, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

//! The background of dialogs, also after the theme has changed.
void paintDialogRaised(QDialog *dialog);

} // namespace keyturn
