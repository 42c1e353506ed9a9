#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

class MainWindow;
class Workspace;

//! Histories, comparisons, the ways back, deletion and restoring, one picture each. Needs the sandbox's entries listed
//! and nothing staged.
bool takeVersionsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
