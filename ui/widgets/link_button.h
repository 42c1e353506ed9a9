#pragma once
#include "ui/style/theme_colors.h"

#include <QAbstractButton>

namespace keyturn {

//! A button that reads like a link: accent text, underlined under the pointer, focus ring. Its text stands 4 pixels
//! inside; one that shares an edge with other texts is flush with that edge, and underlined where it has the focus.
class LinkButton : public QAbstractButton {
    Q_OBJECT

public:
    enum class Flush { No, Leading, Trailing };

    explicit LinkButton(const QString &text = {}, QWidget *parent = nullptr);

    void setFlush(Flush flush);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    Flush m_flush = Flush::No;
};

} // namespace keyturn
