#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! The due board as a list, over time and as a month, on wide and small windows and with large letters.
bool takeDuePictures(MainWindow &window, const PictureTools &tools);

} // namespace keyturn
