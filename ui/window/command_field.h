#pragma once
#include <QAbstractButton>

namespace keyturn {

//! Looks like a search field, is a button: opens the command palette.
class CommandField : public QAbstractButton {
    Q_OBJECT

public:
    explicit CommandField(QWidget *parent = nullptr);
    QSize sizeHint() const override { return {420, 32}; }
    QSize minimumSizeHint() const override { return {200, 32}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace keyturn
