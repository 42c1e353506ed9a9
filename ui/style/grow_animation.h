#pragma once

class QWidget;

namespace keyturn {

//! Shows a bar by growing it in height for 150 ms, or at once where motion is off. Does nothing when it is visible.
void growIn(QWidget *bar);

} // namespace keyturn
