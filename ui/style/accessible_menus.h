#pragma once

namespace keyturn {

//! What assistive technology is told of menus, once for the application. Qt 6.4 leaves what pops up out of the tree
//! that other programs read, and takes a command for an item of the menu that told of it first, also where that is
//! closed or gone. Here the application has the menus that are open, and their items are theirs.
void installAccessibleMenus();

} // namespace keyturn
