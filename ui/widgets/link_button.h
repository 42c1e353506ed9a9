#pragma once
#include "ui/style/theme_colors.h"

#include <QAbstractButton>

namespace keyturn {

//! A button that reads like a link: accent text, underlined under the pointer, focus ring.
class LinkButton : public QAbstractButton {
    Q_OBJECT

public:
    explicit LinkButton(const QString &text = {}, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
};

} // namespace keyturn
