#pragma once
#include <QString>

namespace keyturn {

//! A JSON text with line breaks and blanks between its parts, for reading; strings, numbers and the order stay as they
//! are. What is no JSON comes out no worse.
QString indentedJson(const QString &text);

} // namespace keyturn
