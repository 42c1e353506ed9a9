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

void IconButton::setIconName(const QString &icon, ColorToken color)
{
    setIcon(icons::icon(icon, color));
}

} // namespace keyturn

#include "moc_icon_button.cpp"
