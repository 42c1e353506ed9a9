#include "ui/widgets/link_button.h"
#include "ui/style/focus_ring.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyle>

namespace keyturn {

namespace {
constexpr int sideRoom = 4; // for the focus ring
constexpr int focusLine = 2;
} // namespace

LinkButton::LinkButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void LinkButton::setFlush(Flush flush)
{
    m_flush = flush;
    updateGeometry();
    update();
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics(Theme::font(Theme::Font::Body));
    const int room = m_flush == Flush::No ? 2 * sideRoom : sideRoom;
    return {metrics.size(Qt::TextShowMnemonic, text()).width() + room, qMax(24, metrics.height() + 4)};
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont font = Theme::font(Theme::Font::Body);
    font.setUnderline(isEnabled() && underMouse());
    painter.setFont(font);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setPen(isEnabled() ? colors().accent : colors().text3);
    if (m_flush == Flush::No) {
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
        if (hasFocus())
            paintFocusRing(&painter, rect(), 4);
        return;
    }
    const Qt::Alignment side =
        QStyle::visualAlignment(layoutDirection(), m_flush == Flush::Leading ? Qt::AlignLeft : Qt::AlignRight);
    QRect words;
    painter.drawText(rect(), int(side | Qt::AlignVCenter) | Qt::TextShowMnemonic, text(), &words);
    if (hasFocus()) // a ring would run through the first letter
        painter.fillRect(QRect(words.left(), rect().bottom() - focusLine + 1, words.width(), focusLine),
                         colors().accent);
}

void LinkButton::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void LinkButton::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace keyturn

#include "moc_link_button.cpp"
