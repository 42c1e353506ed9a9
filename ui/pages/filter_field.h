#pragma once
#include <QLineEdit>

namespace keyturn {

//! A line edit with the funnel in front.
class FilterField : public QLineEdit {
    Q_OBJECT

public:
    explicit FilterField(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace keyturn
