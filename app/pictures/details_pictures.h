#pragma once
#include "app/pictures/picture_tools.h"

namespace keyturn {

class MainWindow;
class Workspace;

//! The details of a secret and of parameters: read, edited, with a fault, in the review.
bool takeDetailsPictures(MainWindow &window, Workspace &workspace, const PictureTools &tools);

} // namespace keyturn
