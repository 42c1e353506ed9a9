#pragma once
#include <QRect>

class QWidget;

namespace keyturn {

//! \p window made so small and moved so far that it lies in \p room.
QRect fittedInto(const QRect &window, const QRect &room);

//! Fits a window that is not shown yet into its screen, whatever it was or asks for at least.
void fitScreen(QWidget &window);

} // namespace keyturn
