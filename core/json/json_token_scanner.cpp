#include "core/json/json_token_scanner.h"

#include "core/json/json_text.h"

#include <QByteArray>
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

} // namespace

bool JsonTokenScanner::string()
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

bool JsonTokenScanner::word(QByteArrayView wanted)
{
    for (const char c : wanted) {
        if (!take(c))
            return false;
    }
    return true;
}

bool JsonTokenScanner::digits()
{
    if (!isDigit(peek()))
        return false;
    while (isDigit(peek()))
        ++m_at;
    return true;
}

bool JsonTokenScanner::number()
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

bool JsonTokenScanner::scalar()
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

bool JsonTokenScanner::keyAndColon()
{
    skipSpace();
    if (!string())
        return false;
    skipSpace();
    return take(':');
}

bool JsonTokenScanner::value()
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
bool JsonTokenScanner::afterValue(QByteArray &open, bool &done)
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

} // namespace keyturn
