#include "ui/style/accessible_menus.h"

#include <QAccessibleObject>
#include <QApplication>
#include <QEvent>
#include <QMenu>

#include <algorithm>

namespace keyturn {

namespace {

//! Qt has it below the item that opens it.
bool isSubmenu(const QMenu *menu)
{
    const QList<QObject *> places = menu->menuAction()->associatedObjects();
    return std::any_of(places.begin(), places.end(),
                       [](QObject *place) { return qobject_cast<QMenu *>(place) != nullptr; });
}

QList<QMenu *> openMenus()
{
    QList<QMenu *> menus;
    for (QWidget *window : QApplication::topLevelWidgets()) {
        auto *menu = qobject_cast<QMenu *>(window);
        if (menu && menu->isVisible() && !isSubmenu(menu))
            menus.append(menu);
    }
    return menus;
}

//! Its windows, and behind them the menus that are open.
class ApplicationFace final : public QAccessibleApplication {
public:
    int childCount() const override { return QAccessibleApplication::childCount() + int(openMenus().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const int windows = QAccessibleApplication::childCount();
        return index < windows ? QAccessibleApplication::child(index)
                               : QAccessible::queryAccessibleInterface(openMenus().value(index - windows));
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        auto *menu = child ? qobject_cast<QMenu *>(child->object()) : nullptr;
        const qsizetype at = menu ? openMenus().indexOf(menu) : -1;
        return at < 0 ? QAccessibleApplication::indexOfChild(child) : QAccessibleApplication::childCount() + int(at);
    }
};

//! Nothing: Qt's own.
QAccessibleInterface *applicationFace(const QString &, QObject *object)
{
    return object == qApp ? new ApplicationFace : nullptr;
}

void forget(QObject *told)
{
    if (QAccessibleInterface *face = QAccessible::queryAccessibleInterface(told))
        QAccessible::deleteAccessibleInterface(QAccessible::uniqueId(face));
}

//! The items of a menu that opens are made anew, as its own.
class MenuWatcher final : public QObject {
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *menu = event->type() == QEvent::Show ? qobject_cast<QMenu *>(watched) : nullptr;
        for (QAction *action : menu ? menu->actions() : QList<QAction *>())
            forget(action);
        return false;
    }
};

} // namespace

void installAccessibleMenus()
{
    static MenuWatcher *watcher = nullptr;
    if (watcher)
        return;
    watcher = new MenuWatcher(qApp);
    qApp->installEventFilter(watcher);
    QAccessible::installFactory(applicationFace);
    forget(qApp); // a reader that was there before has asked for Qt's
}

} // namespace keyturn
