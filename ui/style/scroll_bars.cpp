#include "ui/style/scroll_bars.h"

#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>
#include <QScrollBar>
#include <QStyleOptionSlider>

namespace keyturn::scroll_bars {

namespace {

constexpr int thin = 4;
constexpr int thick = 6; // under the pointer
constexpr int endGap = 2;

const QAbstractScrollArea *areaOf(const QWidget *bar)
{
    const QWidget *above = bar ? bar->parentWidget() : nullptr;
    while (above && !above->isWindow() && !qobject_cast<const QAbstractScrollArea *>(above))
        above = above->parentWidget();
    return qobject_cast<const QAbstractScrollArea *>(above);
}

bool isAttended(const QAbstractScrollArea *area, const QStyleOptionSlider &option)
{
    const QWidget *focused = QApplication::focusWidget();
    return !area || area->underMouse() || (option.state & QStyle::State_Sunken)
           || (focused && (focused == area || area->isAncestorOf(focused)));
}

} // namespace

int overlap(const QWidget *widget)
{
    const auto *bar = qobject_cast<const QScrollBar *>(widget);
    return bar && bar->orientation() == Qt::Vertical && qobject_cast<const QAbstractItemView *>(areaOf(bar))
               ? metrics::scrollBar
               : 0;
}

QRect part(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const bool isUpright = option.orientation == Qt::Vertical;
    const QRect &bar = option.rect;
    const int room = isUpright ? bar.height() : bar.width();
    const qint64 range = qint64(option.maximum) - option.minimum;
    const int least = std::min(metrics::scrollHandle, room);
    const int length =
        range <= 0 ? room : std::clamp(int(qint64(room) * option.pageStep / (range + option.pageStep)), least, room);
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      room - length, option.upsideDown);
    const auto between = [&](int from, int to) {
        return isUpright ? QRect(bar.left(), bar.top() + from, bar.width(), to - from)
                         : QRect(bar.left() + from, bar.top(), to - from, bar.height());
    };
    QRect found;
    if (part == QStyle::SC_ScrollBarSlider)
        found = between(start, start + length);
    else if (part == QStyle::SC_ScrollBarSubPage)
        found = between(0, start);
    else if (part == QStyle::SC_ScrollBarAddPage)
        found = between(start + length, room);
    else if (part == QStyle::SC_ScrollBarGroove)
        found = bar;
    return QStyle::visualRect(option.direction, bar, found);
}

void paint(const QStyleOptionSlider &option, QPainter *painter, const QWidget *widget)
{
    if (option.maximum <= option.minimum || !isAttended(areaOf(widget), option))
        return;
    const bool isGrabbed = (option.activeSubControls & QStyle::SC_ScrollBarSlider)
                           && (option.state & (QStyle::State_Sunken | QStyle::State_MouseOver));
    const double width = isGrabbed ? thick : thin;
    QRectF handle = part(option, QStyle::SC_ScrollBarSlider);
    if (option.orientation == Qt::Vertical)
        handle = QRectF(handle.center().x() - width / 2, handle.top() + endGap, width, handle.height() - 2 * endGap);
    else
        handle = QRectF(handle.left() + endGap, handle.center().y() - width / 2, handle.width() - 2 * endGap, width);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixed(colors().surface, colors().text3, isGrabbed ? 80 : 55));
    painter->drawRoundedRect(handle, width / 2, width / 2);
    painter->restore();
}

void update(const QWidget *area)
{
    for (; area; area = area->parentWidget()) {
        if (const auto *scrolled = qobject_cast<const QAbstractScrollArea *>(area)) {
            scrolled->verticalScrollBar()->update();
            scrolled->horizontalScrollBar()->update();
        }
    }
}

} // namespace keyturn::scroll_bars
