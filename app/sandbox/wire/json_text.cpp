#include "app/sandbox/wire/json_text.h"

#include "core/base/json_writer.h"
#include "core/base/secret_string.h"

#include <QJsonArray>
#include <QJsonObject>

namespace keyturn::sandbox {

namespace {

void write(JsonWriter &json, const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        json.beginObject();
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            json.key(it.key().toUtf8());
            write(json, it.value());
        }
        json.endObject();
        return;
    }
    case QJsonValue::Array:
        json.beginArray();
        for (const QJsonValue &item : value.toArray())
            write(json, item);
        json.endArray();
        return;
    case QJsonValue::String:
        json.string(value.toString());
        return;
    case QJsonValue::Bool:
        json.boolean(value.toBool());
        return;
    case QJsonValue::Double:
        if (const qint64 whole = value.toInteger(); static_cast<double>(whole) == value.toDouble())
            json.number(whole);
        else
            json.real(value.toDouble());
        return;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        json.null();
        return;
    }
}

} // namespace

QByteArray jsonText(const QJsonValue &value)
{
    JsonWriter json;
    write(json, value);
    return json.text().toByteArray();
}

QJsonDocument jsonDocument(QByteArray text, QJsonParseError *error)
{
    text.replace("\"\xEF\xBB\xBF", "\"\\uFEFF"); // Qt takes it for a byte order mark and drops it, unless it is escaped
    return QJsonDocument::fromJson(text, error);
}

QString jsonString(QByteArrayView utf8)
{
    return SecretString(utf8).reveal(); // QString::fromUtf8 drops what looks like a byte order mark
}

QJsonValue jsonTime(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(utc.toMSecsSinceEpoch()) : QJsonValue();
}

QDateTime timeFromJson(const QJsonValue &value)
{
    return value.isDouble() ? QDateTime::fromMSecsSinceEpoch(value.toInteger(), Qt::UTC) : QDateTime();
}

} // namespace keyturn::sandbox
