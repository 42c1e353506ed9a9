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

void focusNextArea(const QList<QWidget *> &areas, const QWidget *focus, int step,
                   const std::function<bool(QWidget *)> &enter)
{
    qsizetype at = -1;
    for (qsizetype i = 0; i < areas.size(); ++i) {
        if (focus && (areas.at(i) == focus || areas.at(i)->isAncestorOf(focus)))
            at = i;
    }
    for (qsizetype tried = 0; tried < areas.size(); ++tried) {
        at = (at + step + areas.size()) % areas.size();
        if (areas.at(at)->isVisible() && enter(areas.at(at)))
            return;
    }
}

} // namespace keyturn
