#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

class MainWindow;
class Workspace;

//! The states of a save, one picture each: the review, removal and production, a merge, and what goes wrong. Ends in
//! the profile \p production with nothing staged; needs a sandbox behind both. False when a state did not appear.
bool takeSavePictures(MainWindow &window, Workspace &workspace, const QString &production, const PictureTools &tools);

} // namespace keyturn
