#include "core/json/json_cursor.h"

#include "core/json/json_scanner.h"
#include "core/json/json_text.h"

#include <cstring>

namespace keyturn {

void JsonCursor::skipSpace()
{
    while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
        ++m_at;
}

bool JsonCursor::take(char wanted)
{
    skipSpace();
    if (m_failed || m_at == m_end || *m_at != wanted)
        return false;
    ++m_at;
    return true;
}

bool JsonCursor::begin(char bracket)
{
    m_first = take(bracket);
    if (!m_first) {
        raw();
        m_nothing = true;
    }
    return m_first && !m_failed;
}

bool JsonCursor::next(char closing)
{
    if (m_nothing) {
        m_nothing = false;
        return false;
    }
    if (take(closing)) {
        m_first = false; // the container was a value of the one around it
        return false;
    }
    if (!m_first && !take(','))
        fail();
    m_first = false;
    return !m_failed;
}

bool JsonCursor::nextMember()
{
    if (!next('}'))
        return false;
    skipSpace();
    const QByteArrayView text = quoted();
    if (m_failed || !take(':')) {
        fail();
        return false;
    }
    m_key = text.sliced(1, text.size() - 2);
    return true;
}

JsonCursor::Kind JsonCursor::kind()
{
    skipSpace();
    const char first = m_failed || m_at == m_end ? '\0' : *m_at;
    switch (first) {
    case '{':
        return Kind::Object;
    case '[':
        return Kind::Array;
    case '"':
        return Kind::String;
    case 't':
    case 'f':
        return Kind::Boolean;
    case 'n':
        return Kind::Null;
    default:
        return first == '-' || (first >= '0' && first <= '9') ? Kind::Number : Kind::None;
    }
}

bool JsonCursor::atEnd()
{
    skipSpace();
    return m_at == m_end;
}

QByteArrayView JsonCursor::quoted()
{
    const char *from = m_at;
    if (m_at == m_end || *m_at != '"') {
        fail();
        return {};
    }
    for (++m_at; m_at < m_end && *m_at != '"'; ++m_at) {
        if (*m_at == '\\')
            ++m_at;
    }
    if (m_at >= m_end) {
        m_at = m_end;
        fail();
        return {};
    }
    return {from, ++m_at};
}

QByteArrayView JsonCursor::raw()
{
    skipSpace();
    if (m_failed || m_at == m_end) {
        fail();
        return {};
    }
    m_first = false;
    const char *from = m_at;
    if (*m_at == '"')
        return quoted();
    if (*m_at == '{' || *m_at == '[') {
        qsizetype depth = 0; // brackets are counted, not matched: nothing of what is inside is used
        do {
            if (*m_at == '"') {
                quoted();
                continue;
            }
            depth += *m_at == '{' || *m_at == '[' ? 1 : *m_at == '}' || *m_at == ']' ? -1 : 0;
            ++m_at;
        } while (depth > 0 && m_at < m_end && !m_failed);
        if (depth > 0)
            fail();
    } else {
        while (m_at < m_end && std::strchr(",]} \n\r\t", *m_at) == nullptr)
            ++m_at;
        if (m_at == from)
            fail();
    }
    return m_failed ? QByteArrayView() : QByteArrayView(from, m_at);
}

QString JsonCursor::string()
{
    const QByteArrayView text = raw();
    if (!text.startsWith('"'))
        return {};
    const QByteArrayView inside = text.sliced(1, text.size() - 2);
    if (std::memchr(inside.data(), '\\', size_t(inside.size())) == nullptr)
        return QString::fromUtf8(inside);
    const JsonScan::Fault fault = scanJson(text).fault; // the decoder trusts what was scanned
    if (fault != JsonScan::Fault::None && fault != JsonScan::Fault::NotAnObject) {
        fail();
        return {};
    }
    return QString::fromUtf8(decodedJsonString(text).value_or(QByteArray()));
}

double JsonCursor::number(bool *isNumber)
{
    bool is = false;
    const double value = raw().toByteArray().toDouble(&is);
    if (isNumber != nullptr)
        *isNumber = is;
    return is ? value : 0;
}

} // namespace keyturn
