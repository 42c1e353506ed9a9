#pragma once
#include <QList>

#include <functional>

class QWidget;

namespace keyturn {

//! Gives the focus to the first widget in \p area that Tab would reach; false: there is none.
bool focusFirstIn(const QWidget &area);

//! From the area that has \p focus, if any, \p step areas on (1 or -1), to the next visible one that \p enter takes.
void focusNextArea(const QList<QWidget *> &areas, const QWidget *focus, int step,
                   const std::function<bool(QWidget *)> &enter);

} // namespace keyturn
