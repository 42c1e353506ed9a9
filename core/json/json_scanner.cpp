#include "core/json/json_scanner.h"

#include "core/json/json_text.h"
#include "core/json/json_token_scanner.h"

namespace keyturn {

namespace {

bool members(JsonTokenScanner &scanner, QList<JsonSpan> &found)
{
    scanner.skipSpace();
    if (scanner.take('}'))
        return true;
    for (;;) {
        JsonSpan span;
        scanner.skipSpace();
        span.keyBegin = scanner.position();
        if (!scanner.string())
            return false;
        span.keyEnd = scanner.position();
        scanner.skipSpace();
        if (!scanner.take(':'))
            return false;
        scanner.skipSpace();
        span.valueBegin = scanner.position();
        if (!scanner.value())
            return false;
        span.valueEnd = scanner.position();
        found.append(span);
        scanner.skipSpace();
        if (scanner.take('}'))
            return true;
        if (!scanner.take(','))
            return false;
    }
}

} // namespace

JsonScan scanJson(QByteArrayView text)
{
    JsonScan scan;
    if (text.startsWith("\xEF\xBB\xBF")) {
        scan.fault = JsonScan::Fault::ByteOrderMark;
        return scan;
    }
    const qsizetype invalid = utf8Fault(text);
    if (invalid >= 0) {
        scan.fault = JsonScan::Fault::InvalidUtf8;
        scan.faultAt = invalid;
        return scan;
    }

    JsonTokenScanner scanner(text);
    scanner.skipSpace();
    scan.objectBegin = scanner.position();
    const bool isObject = scanner.take('{');
    bool good = isObject ? members(scanner, scan.members) : scanner.value();
    scan.objectEnd = scanner.position();
    scanner.skipSpace();
    good = good && scanner.atEnd();
    if (!good || !isObject) {
        scan.fault = good ? JsonScan::Fault::NotAnObject : JsonScan::Fault::NotJson;
        scan.faultAt = good ? scan.objectBegin : scanner.position();
        scan.members.clear();
    }
    return scan;
}

bool isJson(QByteArrayView text)
{
    const JsonScan::Fault fault = scanJson(text).fault;
    return fault == JsonScan::Fault::None || fault == JsonScan::Fault::NotAnObject;
}

QList<QByteArrayView> jsonItems(QByteArrayView array)
{
    QList<QByteArrayView> items;
    JsonTokenScanner scanner(array);
    scanner.skipSpace();
    if (!scanner.take('['))
        return items;
    scanner.skipSpace();
    if (scanner.take(']'))
        return items;
    for (;;) {
        scanner.skipSpace();
        const qsizetype begin = scanner.position();
        if (!scanner.value())
            return {};
        items.append(array.sliced(begin, scanner.position() - begin));
        scanner.skipSpace();
        if (scanner.take(']'))
            return items;
        if (!scanner.take(','))
            return {};
    }
}

} // namespace keyturn
