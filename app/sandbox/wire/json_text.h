#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonValue>

namespace keyturn::sandbox {

//! \p value as compact JSON text.
QByteArray jsonText(const QJsonValue &value);
//! QJsonDocument::fromJson, but strings keep a U+FEFF at their beginning.
QJsonDocument jsonDocument(QByteArray text, QJsonParseError *error = nullptr);
//! UTF-8 as a string that keeps a U+FEFF at its beginning.
QString jsonString(QByteArrayView utf8);

//! Milliseconds since the epoch, or null where \p utc is not valid; and back.
QJsonValue jsonTime(const QDateTime &utc);
QDateTime timeFromJson(const QJsonValue &value);

} // namespace keyturn::sandbox
