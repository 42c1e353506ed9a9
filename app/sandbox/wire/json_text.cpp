#include "app/sandbox/wire/json_text.h"

#include "core/base/json_writer.h"

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

} // namespace keyturn::sandbox
