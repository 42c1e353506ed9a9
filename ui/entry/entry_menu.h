#pragma once

class QMenu;
class QWidget;

namespace keyturn {

class Actions;

//! What can be done with the open entry, behind \p button, which owns it.
QMenu *entryMenu(const Actions &actions, QWidget *button);

} // namespace keyturn
