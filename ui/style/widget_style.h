#pragma once
#include <QProxyStyle>

namespace keyturn {

//! Check boxes and radio buttons in the theme's colours: Fusion draws their edge darker than the window, where a dark
//! window swallows it. And labels, those of tool tips and message boxes among them, take no text for markup: names,
//! descriptions and what a server says would otherwise be able to draw, hide and load. Scroll bars take no room from
//! rows and are seen while one is at what they scroll. Menus are square, their rows as high as those of the sidebar.
class WidgetStyle : public QProxyStyle {
    Q_OBJECT

public:
    explicit WidgetStyle(const QString &base);

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget = nullptr) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget = nullptr) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget = nullptr) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option = nullptr,
                    const QWidget *widget = nullptr) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                           const QWidget *widget = nullptr) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget = nullptr) const override;
    using QProxyStyle::polish;
    void polish(QWidget *widget) override;
    using QProxyStyle::unpolish;
    void unpolish(QWidget *widget) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace keyturn
