#pragma once
#include <QByteArray>
#include <QJsonValue>

namespace keyturn {

//! \p value in one line; members in the order of their names. For texts without secrets.
QByteArray jsonLine(const QJsonValue &value);
//! The same over several lines, indented by two, with \p indent more in front of all but the first.
QByteArray jsonLines(const QJsonValue &value, int indent = 0);

} // namespace keyturn
