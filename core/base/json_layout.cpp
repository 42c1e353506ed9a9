#include "core/base/json_layout.h"

#include "core/base/json_writer.h"

#include <QJsonArray>
#include <QJsonObject>

namespace keyturn {

namespace {

void append(QByteArray &out, const QJsonValue &value, int indent, bool isLines);

//! What stands in brackets: \p item(i) appends the i-th of \p count.
template <typename Item>
void appendAll(QByteArray &out, char open, char close, qsizetype count, int indent, bool isLines, const Item &item)
{
    out += open;
    for (qsizetype i = 0; i < count; ++i) {
        if (i > 0)
            out += ',';
        if (isLines)
            out += '\n' + QByteArray(indent + 2, ' ');
        item(i);
    }
    if (isLines && count > 0)
        out += '\n' + QByteArray(indent, ' ');
    out += close;
}

QByteArray scalar(const QJsonValue &value)
{
    if (value.isString())
        return '"' + jsonEscaped(value.toString().toUtf8()) + '"';
    if (value.isBool())
        return value.toBool() ? "true" : "false";
    return value.isDouble() ? QByteArray::number(value.toDouble(), 'g', 15) : QByteArray("null");
}

void append(QByteArray &out, const QJsonValue &value, int indent, bool isLines)
{
    if (value.isArray()) {
        const QJsonArray items = value.toArray();
        appendAll(out, '[', ']', items.size(), indent, isLines,
                  [&](qsizetype i) { append(out, items.at(i), indent + 2, isLines); });
    } else if (value.isObject()) {
        const QJsonObject members = value.toObject();
        const QStringList names = members.keys();
        appendAll(out, '{', '}', names.size(), indent, isLines, [&](qsizetype i) {
            out += scalar(names.at(i)) + (isLines ? ": " : ":");
            append(out, members.value(names.at(i)), indent + 2, isLines);
        });
    } else {
        out += scalar(value);
    }
}

} // namespace

QByteArray jsonLine(const QJsonValue &value)
{
    QByteArray out;
    append(out, value, 0, false);
    return out;
}

QByteArray jsonLines(const QJsonValue &value, int indent)
{
    QByteArray out;
    append(out, value, indent, true);
    return out;
}

} // namespace keyturn
