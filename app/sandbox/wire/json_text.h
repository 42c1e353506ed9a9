#pragma once
#include <QByteArray>
#include <QJsonValue>

namespace keyturn::sandbox {

//! \p value as compact JSON text.
QByteArray jsonText(const QJsonValue &value);

} // namespace keyturn::sandbox
