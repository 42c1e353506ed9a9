#include "ui/widgets/button.h"
#include "ui/style/focus_ring.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"
#include "ui/style/theme.h"

#include <QPainter>
#include <QStyle>

namespace keyturn {
using namespace Qt::StringLiterals;

Button::Button(const QString &text, Kind kind, QWidget *parent) : QPushButton(text, parent)
{
    setAutoDefault(false);
    setFocusPolicy(Qt::TabFocus); // a click leaves the focus, and with it the ring, where it was
    setIconSize({metrics::icon, metrics::icon});
    setKind(kind);
}

Button::Button(const QString &icon, const QString &text, Kind kind, QWidget *parent) : Button(text, kind, parent)
{
    setIconName(icon);
}

void Button::setKind(Kind kind)
{
    m_kind = kind;
    static constexpr const char *names[] = {"secondary", "primary", "quiet", "danger", "dangerFill"};
    setProperty("kind", QLatin1StringView(names[int(kind)]).toString());
    if (!m_icon.isEmpty())
        setIconName(m_icon);
    style()->unpolish(this);
    style()->polish(this);
}

void Button::setIconName(const QString &icon)
{
    m_icon = icon;
    ColorToken color = &ThemeColors::text2;
    if (isFilled())
        color = &ThemeColors::onAccent;
    else if (m_kind == Kind::Danger)
        color = &ThemeColors::dangerFg;
    setIcon(icon.isEmpty() ? QIcon() : icons::icon(icon, color));
}

void Button::paintEvent(QPaintEvent *event)
{
    QPushButton::paintEvent(event);
    if (!isFilled() || !hasFocus() || !isEnabled())
        return;
    QPainter painter(this);
    paintFocusRing(&painter, rect().adjusted(2, 2, -2, -2), 4, colors().onAccent);
}

void Button::setDisabledReason(const QString &reason)
{
    setEnabled(reason.isEmpty());
    setToolTip(reason);
    setStatusTip(reason);
    setAccessibleDescription(reason);
}

} // namespace keyturn

#include "moc_button.cpp"
