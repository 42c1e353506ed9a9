#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! The reminders that AWS sends: none yet, while the stack is made, whether one would arrive, and the question before
//! the stack is deleted. False if something did not come.
bool takeChainPictures(MainWindow &window, const PictureTools &tools);

} // namespace keyturn
