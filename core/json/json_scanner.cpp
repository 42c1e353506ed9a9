#include "core/json/json_scanner.h"

#include "core/json/json_text.h"

#include <cstring>

namespace keyturn {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

//! Behind the bytes from \p at on that neither end a string nor begin an escape nor are forbidden in one. Eight at a
//! time: values are long.
const char *behindPlain(const char *at, const char *end)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highs = 0x8080808080808080;
    const auto hasBelow = [](quint64 bytes, quint64 limit) { return ((bytes - ones * limit) & ~bytes & highs) != 0; };
    for (; end - at >= 8; at += 8) {
        quint64 bytes = 0;
        std::memcpy(&bytes, at, 8);
        if (hasBelow(bytes, 0x20) || hasBelow(bytes ^ (ones * '"'), 1) || hasBelow(bytes ^ (ones * '\\'), 1))
            break;
    }
    while (at != end && *at != '"' && *at != '\\' && static_cast<unsigned char>(*at) >= 0x20)
        ++at;
    return at;
}

class Scanner {
public:
    explicit Scanner(QByteArrayView text) : m_begin(text.data()), m_at(m_begin), m_end(m_begin + text.size()) {}

    qsizetype position() const { return m_at - m_begin; }
    bool atEnd() const { return m_at == m_end; }
    char peek() const { return atEnd() ? '\0' : *m_at; } // a real NUL is as wrong as the end wherever we peek

    void skipSpace()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }

    bool take(char wanted)
    {
        if (peek() != wanted || atEnd())
            return false;
        ++m_at;
        return true;
    }

    bool string();
    bool value(); // with everything nested in it; stops behind it

private:
    bool word(QByteArrayView wanted);
    bool number();
    bool digits();
    bool scalar();
    bool keyAndColon();
    bool afterValue(QByteArray &open, bool &done);

    const char *m_begin;
    const char *m_at;
    const char *m_end;
};

bool Scanner::string()
{
    if (!take('"'))
        return false;
    while ((m_at = behindPlain(m_at, m_end)) != m_end) {
        const char c = *m_at;
        if (c == '"') {
            ++m_at;
            return true;
        }
        if (c != '\\')
            return false;
        ++m_at;
        switch (peek()) {
        case '"':
        case '\\':
        case '/':
        case 'b':
        case 'f':
        case 'n':
        case 'r':
        case 't':
            ++m_at;
            break;
        case 'u':
            ++m_at;
            for (int i = 0; i < 4; ++i) {
                if (jsonHexValue(peek()) < 0)
                    return false;
                ++m_at;
            }
            break;
        default:
            return false;
        }
    }
    return false;
}

bool Scanner::word(QByteArrayView wanted)
{
    for (const char c : wanted) {
        if (!take(c))
            return false;
    }
    return true;
}

bool Scanner::digits()
{
    if (!isDigit(peek()))
        return false;
    while (isDigit(peek()))
        ++m_at;
    return true;
}

bool Scanner::number()
{
    take('-');
    if (!take('0') && !digits()) // nothing may follow a leading zero
        return false;
    if (take('.') && !digits())
        return false;
    if (take('e') || take('E')) {
        if (!take('+'))
            take('-');
        return digits();
    }
    return true;
}

bool Scanner::scalar()
{
    switch (peek()) {
    case '"':
        return string();
    case 't':
        return word("true");
    case 'f':
        return word("false");
    case 'n':
        return word("null");
    default:
        return number();
    }
}

bool Scanner::keyAndColon()
{
    skipSpace();
    if (!string())
        return false;
    skipSpace();
    return take(':');
}

bool Scanner::value()
{
    QByteArray open; // the brackets we are in: a stack on the heap instead of recursion
    for (;;) {
        skipSpace();
        const char c = peek();
        if (c == '{' || c == '[') {
            ++m_at;
            skipSpace();
            if (!take(static_cast<char>(c + 2))) { // '{' + 2 == '}' and '[' + 2 == ']'
                open.append(c);
                if (c == '{' && !keyAndColon())
                    return false;
                continue;
            }
        } else if (!scalar()) {
            return false;
        }
        bool done = false;
        if (!afterValue(open, done))
            return false;
        if (done)
            return true;
    }
}

//! Closes what ends here and stops before the next value; \p done when nothing is open any more.
bool Scanner::afterValue(QByteArray &open, bool &done)
{
    for (;;) {
        if (open.isEmpty()) {
            done = true;
            return true;
        }
        skipSpace();
        const char innermost = open.back();
        if (take(','))
            return innermost == '[' || keyAndColon();
        if (!take(static_cast<char>(innermost + 2)))
            return false;
        open.chop(1);
    }
}

bool members(Scanner &scanner, QList<JsonSpan> &found)
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

    Scanner scanner(text);
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
    Scanner scanner(array);
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
