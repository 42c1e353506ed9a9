#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! The palette, the list of shortcuts, and what asks before something goes, over an entry with unsaved changes. False
//! if one of them did not appear.
bool takeWindowPictures(MainWindow &window, const PictureTools &tools);

} // namespace keyturn
