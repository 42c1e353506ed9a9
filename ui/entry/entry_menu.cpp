#include "ui/entry/entry_menu.h"

#include "ui/widgets/actions.h"

#include <QMenu>

namespace keyturn {

QMenu *entryMenu(const Actions &actions, QWidget *button)
{
    using Id = Actions::Id;
    auto *menu = new QMenu(button);
    menu->setAccessibleName(button->accessibleName());
    for (Id id : {Id::CopyName, Id::AddKey, Id::CopyValue, Id::ToggleMask, Id::RemoveKey})
        menu->addAction(actions.action(id));
    menu->addSeparator();
    menu->addAction(actions.action(Id::Reload));
    menu->addAction(actions.action(Id::CompareEntries));
    menu->addAction(actions.action(Id::OpenConsole));
    menu->addAction(actions.action(Id::OwnReminder));
    menu->addSeparator();
    menu->addAction(actions.action(Id::DeleteEntry));
    return menu;
}

} // namespace keyturn
