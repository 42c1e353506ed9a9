#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! The palette, menus, the list of shortcuts, what asks before something goes, over an entry with unsaved changes; the
//! settings of reminders and the menu in the tray. False if one of them did not appear.
bool takeWindowPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
