#pragma once
#include <QProxyStyle>

namespace keyturn {

//! Check boxes and radio buttons in the theme's colours: Fusion draws their edge darker than the window, where a dark
//! window swallows it. And labels, those of tool tips and message boxes among them, take no text for markup: names,
//! descriptions and what a server says would otherwise be able to draw, hide and load.
class WidgetStyle : public QProxyStyle {
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
};

} // namespace keyturn
