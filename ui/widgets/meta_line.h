#pragma once
#include <QAbstractButton>

namespace keyturn {

//! Where an entry lives and how old what is shown is; a click reads it again.
class MetaLine : public QAbstractButton {
    Q_OBJECT

public:
    explicit MetaLine(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace keyturn
