#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! The Rotation tab below its tokens: a rotation that is stuck and its schedule, tokens that were tried out, a client
//! secret that is replaced. False if something did not come.
bool takeRotationPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
