#include "ui/widgets/link_button.h"
#include "ui/style/focus_ring.h"
#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace keyturn {

namespace {
constexpr int sideRoom = 4; // for the focus ring
}

LinkButton::LinkButton(const QString &text, QWidget *parent) : QAbstractButton(parent)
{
    setText(text);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics(Theme::font(Theme::Font::Body));
    return {metrics.size(Qt::TextShowMnemonic, text()).width() + 2 * sideRoom, qMax(24, metrics.height() + 4)};
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont font = Theme::font(Theme::Font::Body);
    font.setUnderline(isEnabled() && underMouse());
    painter.setFont(font);
    painter.setLayoutDirection(Qt::LayoutDirectionAuto);
    painter.setPen(isEnabled() ? colors().accent : colors().text3);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
    if (hasFocus())
        paintFocusRing(&painter, rect(), 4);
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
