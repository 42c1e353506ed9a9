#pragma once
#include "app/sandbox/store/records.h"

namespace keyturn::sandbox {

//! How records are kept in the state file. A secret's values are rows of their own, so that a write costs one value.
QByteArray toJson(const Secret &secret);
QByteArray toJson(const Parameter &parameter);
Secret secretFromJson(const QByteArray &json);
Parameter parameterFromJson(const QByteArray &json);

QJsonObject toJson(const Tags &tags);

} // namespace keyturn::sandbox
