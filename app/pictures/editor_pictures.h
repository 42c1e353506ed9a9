#pragma once
#include "app/pictures/versions_pictures.h"

namespace keyturn {

//! Every state of the editor and its dialogs, light and dark. Needs the sandbox with amazon-api-access-token opened and
//! nothing staged; leaves a secret of bytes and one of text behind.
bool takeEditorPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
