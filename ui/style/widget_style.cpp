#include "ui/style/widget_style.h"

#include "ui/style/focus_ring.h"
#include "ui/style/menu_painter.h"
#include "ui/style/metrics.h"
#include "ui/style/scroll_bars.h"
#include "ui/style/theme.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>
#include <QScrollBar>
#include <QStyleOption>

#include <algorithm>

namespace keyturn {

namespace {

constexpr double corner = 4;
constexpr double stroke = 1.6;

//! Fusion would fill a tinted box over rows and round the labels of buttons. Those have a ring of the style sheet or of
//! their delegate; what has none gets one.
void paintFocus(const QStyleOption *option, QPainter *painter, const QWidget *widget)
{
    if (qobject_cast<const QCheckBox *>(widget) || qobject_cast<const QRadioButton *>(widget))
        paintFocusRing(painter, option->rect, metrics::labelChipRadius);
}

void paintTick(QPainter *painter, const QRectF &box)
{
    QPainterPath tick;
    tick.moveTo(box.left() + box.width() * 0.24, box.top() + box.height() * 0.52);
    tick.lineTo(box.left() + box.width() * 0.43, box.top() + box.height() * 0.70);
    tick.lineTo(box.left() + box.width() * 0.76, box.top() + box.height() * 0.32);
    painter->drawPath(tick);
}

} // namespace

WidgetStyle::WidgetStyle(const QString &base) : QProxyStyle(base)
{
    connect(qApp, &QApplication::focusChanged, this, [](const QWidget *before, const QWidget *now) {
        scroll_bars::update(before);
        scroll_bars::update(now);
    });
}

void WidgetStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                     const QWidget *widget) const
{
    const auto *slider = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    if (slider)
        scroll_bars::paint(*slider, painter, widget);
    else
        QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void WidgetStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const auto *item = element == CE_MenuItem ? qstyleoption_cast<const QStyleOptionMenuItem *>(option) : nullptr;
    if (element == CE_MenuEmptyArea)
        return; // the panel is below it
    if (!item) {
        QProxyStyle::drawControl(element, option, painter, widget);
        return;
    }
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        menus::paintSeparator(painter, *item);
        return;
    }
    QStyleOptionMenuItem words = *item;
    if (item->state & State_Selected && item->state & State_Enabled)
        menus::paintChosen(painter, *item);
    words.state &= ~State_Selected; // Fusion's own has a frame and white words
    QProxyStyle::drawControl(element, &words, painter, widget);
}

QRect WidgetStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                  const QWidget *widget) const
{
    const auto *slider = control == CC_ScrollBar ? qstyleoption_cast<const QStyleOptionSlider *>(option) : nullptr;
    return slider ? scroll_bars::part(*slider, part) : QProxyStyle::subControlRect(control, option, part, widget);
}

int WidgetStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return metrics::scrollBar;
    case PM_ScrollBarSliderMin:
        return metrics::scrollHandle;
    case PM_MenuVMargin:
        return menus::margin;
    case PM_ScrollView_ScrollBarOverlap:
        return scroll_bars::overlap(widget);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

QSize WidgetStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                                    const QWidget *widget) const
{
    const QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    return type == CT_MenuItem && item ? menus::size(*item, size) : size;
}

void WidgetStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                const QWidget *widget) const
{
    if (element == PE_FrameFocusRect) {
        paintFocus(option, painter, widget);
        return;
    }
    if (element == PE_PanelMenu || element == PE_FrameMenu) {
        element == PE_PanelMenu ? menus::paintPanel(painter, option->rect) : menus::paintFrame(painter, option->rect);
        return;
    }
    if (element == PE_PanelScrollAreaCorner)
        return; // what the area stands on
    const bool isRadio = element == PE_IndicatorRadioButton;
    if (!isRadio && element != PE_IndicatorCheckBox) {
        QProxyStyle::drawPrimitive(element, option, painter, widget);
        return;
    }
    const ThemeColors &c = colors();
    const bool enabled = option->state & State_Enabled;
    const bool partly = option->state & State_NoChange;
    const bool on = partly || option->state & State_On;
    const double side = std::min(option->rect.width(), option->rect.height()) - 1;
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option->rect).center());
    const QColor fill = !on ? c.surface : enabled ? c.accentFill : c.border;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(on ? fill : enabled ? c.borderInput : c.border);
    if (isRadio)
        painter->drawEllipse(box);
    else
        painter->drawRoundedRect(box, corner, corner);
    if (on && isRadio) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(enabled ? c.onAccent : c.text3);
        painter->drawEllipse(box.center(), side / 5, side / 5);
    } else if (on) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(enabled ? c.onAccent : c.text3, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        if (partly)
            painter->drawLine(QPointF(box.left() + side * 0.28, box.center().y()),
                              QPointF(box.right() - side * 0.28, box.center().y()));
        else
            paintTick(painter, box);
    }
    painter->restore();
}

void WidgetStyle::polish(QWidget *widget)
{
    auto *label = qobject_cast<QLabel *>(widget);
    if (label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    if (qobject_cast<QAbstractScrollArea *>(widget))
        widget->installEventFilter(this);
    QProxyStyle::polish(widget);
    if (qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false); // what it lies over is seen round its handle
}

void WidgetStyle::unpolish(QWidget *widget)
{
    if (qobject_cast<QAbstractScrollArea *>(widget))
        widget->removeEventFilter(this);
    QProxyStyle::unpolish(widget);
}

bool WidgetStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Enter || event->type() == QEvent::Leave)
        scroll_bars::update(qobject_cast<QAbstractScrollArea *>(watched));
    return QProxyStyle::eventFilter(watched, event);
}

} // namespace keyturn

#include "moc_widget_style.cpp"
