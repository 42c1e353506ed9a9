#pragma once

class QScrollArea;
class QWidget;

namespace keyturn {

//! \p page in a frameless area that scrolls it up and down, on the background of what is around; takes it.
QScrollArea *scrollPage(QWidget *page);

} // namespace keyturn
