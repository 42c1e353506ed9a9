#include "ui/widgets/tab_strip.h"
#include "ui/style/focus_ring.h"
#include "ui/style/theme.h"

#include <QEvent>
#include <QFontMetrics>
#include <QLocale>
#include <QPainter>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {
constexpr int tabHeight = 40;
constexpr int between = 28;
constexpr int beforeCount = 6;
} // namespace

TabStrip::TabStrip(QWidget *parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TabStrip::setCount(int index, int count)
{
    setTabData(index, count);
    setAccessibleTabName(index,
                         count < 0 ? tabText(index) : u"%1, %2"_s.arg(tabText(index), QLocale().toString(count)));
    updateGeometry();
    // QTabBar keeps its own layout of the tabs; setting the text again is the public way to renew it.
    setTabText(index, tabText(index));
    update();
}

QString TabStrip::countText(int index) const
{
    const QVariant count = tabData(index);
    return count.isValid() && count.toInt() >= 0 ? QLocale().toString(count.toInt()) : QString();
}

QSize TabStrip::tabSizeHint(int index) const
{
    const QFontMetrics bold(Theme::font(Theme::Font::BodyStrong));
    const QFontMetrics small(Theme::font(Theme::Font::Small));
    const QString count = countText(index);
    const int width =
        bold.horizontalAdvance(tabText(index)) + (count.isEmpty() ? 0 : beforeCount + small.horizontalAdvance(count));
    return {width + between, qMax(tabHeight, bold.height() + 20)};
}

void TabStrip::paintEvent(QPaintEvent *)
{
    const ThemeColors &c = colors();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRect(0, height() - 1, width(), 1), c.border);
    for (int i = 0; i < count(); ++i) {
        const bool current = i == currentIndex();
        const QFont font = Theme::font(current ? Theme::Font::BodyStrong : Theme::Font::Body);
        const QRect tab = tabRect(i);
        const QRect inner = QStyle::visualRect(layoutDirection(), tab, tab.adjusted(0, 0, -between, 0));
        const int words = QFontMetrics(font).horizontalAdvance(tabText(i));
        const QRect text =
            QStyle::visualRect(layoutDirection(), inner, QRect(inner.x(), inner.y(), words, inner.height()));
        painter.setFont(font);
        painter.setPen(!isTabEnabled(i) ? c.text3 : current ? c.text : c.text2);
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tabText(i));
        const QString number = countText(i);
        if (!number.isEmpty()) {
            const QFont small = Theme::font(Theme::Font::Small);
            const int left = inner.x() + words + beforeCount;
            const QRect place(left, inner.y(), QFontMetrics(small).horizontalAdvance(number), inner.height());
            painter.setFont(small);
            painter.setPen(c.text3);
            painter.drawText(QStyle::visualRect(layoutDirection(), inner, place), Qt::AlignCenter, number);
        }
        if (current) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(c.accent);
            painter.drawRoundedRect(QRectF(inner.x(), height() - 3, inner.width(), 3), 1.5, 1.5);
            if (hasFocus())
                paintFocusRing(&painter, inner.adjusted(-4, 5, 4, -6), 5);
        }
    }
}

void TabStrip::changeEvent(QEvent *event)
{
    QTabBar::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace keyturn

#include "moc_tab_strip.cpp"
