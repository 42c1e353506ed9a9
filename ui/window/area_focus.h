#pragma once

class QWidget;

namespace keyturn {

//! Gives the focus to the first widget in \p area that Tab would reach; false: there is none.
bool focusFirstIn(const QWidget &area);

} // namespace keyturn
