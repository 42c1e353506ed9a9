#include "ui/widgets/icon_button.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/metrics.h"

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
