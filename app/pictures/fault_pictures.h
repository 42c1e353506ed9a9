#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! What went wrong with windows like this one: a secret that a script has made, the list with the focus, a review
//! without a connection. Needs the sandbox open and nothing staged; leaves a secret behind. False if something did not
//! come.
bool takeFaultPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
