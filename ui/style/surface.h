#pragma once

class QColor;
class QWidget;

namespace keyturn {

//! What a row, a header or an empty table is painted on: surface in a window, raised in a dialog.
QColor surfaceBelow(const QWidget *widget);

} // namespace keyturn
