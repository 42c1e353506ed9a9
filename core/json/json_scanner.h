#pragma once
#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace keyturn {

//! Where one member of an object stands in the text. Quotes belong to the key and to a string value.
struct JsonSpan {
    qsizetype keyBegin = 0;
    qsizetype keyEnd = 0;
    qsizetype valueBegin = 0;
    qsizetype valueEnd = 0;
};

//! What one pass over a text found: the members of the top-level object, or the first fault.
struct JsonScan {
    enum class Fault { None, ByteOrderMark, InvalidUtf8, NotJson, NotAnObject };
    Fault fault = Fault::None;
    qsizetype faultAt = 0; //!< byte offset
    QList<JsonSpan> members;
    qsizetype objectBegin = 0; //!< of the '{'
    qsizetype objectEnd = 0;   //!< after the '}'
};

//! Strict RFC 8259 over valid UTF-8: one pass, no recursion, so that neither depth nor size can hurt.
//! Unlike QJsonDocument it takes every number as it is spelt and every top-level value, and keeps nothing but offsets.
JsonScan scanJson(QByteArrayView text);

//! One JSON value of any kind, in valid UTF-8.
bool isJson(QByteArrayView text);

//! The items of a JSON array, as they stand; nothing if \p array is not one.
QList<QByteArrayView> jsonItems(QByteArrayView array);

} // namespace keyturn
