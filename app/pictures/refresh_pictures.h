#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! The tokens of an entry, which key is what, the question about a token host, several refreshes at once. Needs the
//! sandbox open and nothing staged; leaves a secret with credentials behind.
bool takeRefreshPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
