#include "core/document/line_keys.h"

#include <algorithm>

namespace keyturn {

namespace {

bool isNameBegin(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isColon(QByteArrayView line, qsizetype at)
{
    return line[at] == ':' && (at + 1 == line.size() || isSpaceOrTab(line[at + 1]) || line[at + 1] == '\r');
}

LineStyle styleOf(QByteArrayView line)
{
    qsizetype at = 0;
    if (line.startsWith('"') || line.startsWith('\'')) { // a separator inside of a quoted key is none
        for (at = 1; at < line.size() && line[at] != line.front(); ++at)
            at += line[at] == '\\' && line.startsWith('"') ? 1 : 0;
    }
    for (; at < line.size(); ++at) {
        if (line[at] == '=')
            return LineStyle::Equals;
        if (isColon(line, at))
            return LineStyle::Colon;
    }
    return LineStyle::None;
}

} // namespace

bool isLineKey(QByteArrayView key)
{
    return !key.isEmpty() && key.size() <= longestLineKey && std::all_of(key.begin(), key.end(), [](char c) {
        return isNameBegin(c) || isDigit(c) || c == '.' || c == '-' || c == '[' || c == ']'
               || static_cast<uchar>(c) > 127;
    });
}

bool hasVariable(QByteArrayView value)
{
    for (qsizetype i = 0; i + 1 < value.size(); ++i) {
        const char next = value[i + 1];
        if (value[i] == '$' && (isNameBegin(next) || next == '{' || next == '('))
            return true;
    }
    return false;
}

LineStyle firstLineStyle(QByteArrayView text)
{
    while (!text.isEmpty()) {
        const qsizetype end = text.indexOf('\n');
        const QByteArrayView line = text.first(end < 0 ? text.size() : end).trimmed();
        if (!line.isEmpty() && !line.startsWith('#'))
            return styleOf(line);
        text = end < 0 ? QByteArrayView() : text.sliced(end + 1);
    }
    return LineStyle::None;
}

} // namespace keyturn
