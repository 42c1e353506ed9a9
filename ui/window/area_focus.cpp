#include "ui/window/area_focus.h"

#include <QWidget>

namespace keyturn {

bool focusFirstIn(const QWidget &area)
{
    for (QWidget *child : area.findChildren<QWidget *>()) {
        if (!child->isVisible() || !child->isEnabled() || !(child->focusPolicy() & Qt::TabFocus))
            continue;
        child->setFocus(Qt::ShortcutFocusReason);
        return true;
    }
    return false;
}

} // namespace keyturn
