#pragma once
#include <QWidget>

namespace keyturn {

//! Dims the window behind a dialog: a painted child that covers its parent while it is shown.
class Scrim : public QWidget {
    Q_OBJECT

public:
    explicit Scrim(QWidget *parent);

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace keyturn
