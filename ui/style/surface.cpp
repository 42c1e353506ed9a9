#include "ui/style/surface.h"

#include "ui/style/theme.h"

#include <QDialog>

namespace keyturn {

QColor surfaceBelow(const QWidget *widget)
{
    return widget && qobject_cast<const QDialog *>(widget->window()) ? colors().raised : colors().surface;
}

} // namespace keyturn
