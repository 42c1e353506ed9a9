#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

//! How the window says that an entry is not an ordinary one: text that is no set of keys, thousands of keys, a key that
//! may not decrypt, a copy from another region. Needs the sandbox open and nothing staged; ends in another place.
//! \p forbidDecryption is asked before the window goes to the profile \p guarded.
bool takeBadInputPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools, const QString &guarded,
                          const std::function<void()> &forbidDecryption);

} // namespace keyturn
