#pragma once
#include <QProxyStyle>

namespace keyturn {

//! Check boxes and radio buttons in the theme's colours. Fusion draws their edge darker than the window, where a dark
//! window swallows it.
class IndicatorStyle : public QProxyStyle {
    Q_OBJECT

public:
    using QProxyStyle::QProxyStyle;

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
};

} // namespace keyturn
