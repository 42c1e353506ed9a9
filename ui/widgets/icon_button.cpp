#include "ui/widgets/icon_button.h"
#include "ui/style/icons.h"
#include "ui/style/metrics.h"

namespace keyturn {

IconButton::IconButton(const QString &icon, const QString &name, QWidget *parent) : QToolButton(parent)
{
    setIconName(icon);
    setIconSize({metrics::icon, metrics::icon});
    setToolTip(name);
    setAccessibleName(name);
    setFocusPolicy(Qt::TabFocus);
    setFixedSize(metrics::controlHeight, metrics::controlHeight);
}

//! The sheet has a least size for every tool button, which a fixed size does not go below.
void IconButton::setInside(int size)
{
    setProperty("kind", QStringLiteral("inside"));
    setFixedSize(size, size);
}

void IconButton::setIconName(const QString &icon, ColorToken color)
{
    setIcon(icons::icon(icon, color));
}

} // namespace keyturn

#include "moc_icon_button.cpp"
