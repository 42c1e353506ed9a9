#include "core/json/json_text.h"

#include "core/base/json_writer.h"
#include "core/base/secret_string.h"

#include <QStringDecoder>

namespace keyturn {

namespace {

char32_t hex4(const char *digits)
{
    char32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value * 16 + static_cast<char32_t>(jsonHexValue(digits[i]));
    return value;
}

bool isHighSurrogate(char32_t c)
{
    return c >= 0xD800 && c < 0xDC00;
}

bool isLowSurrogate(char32_t c)
{
    return c >= 0xDC00 && c < 0xE000;
}

//! Without blanks, and with strings as they are decoded.
QByteArray tokensOf(QByteArrayView json)
{
    QByteArray tokens;
    tokens.reserve(json.size());
    for (qsizetype at = 0; at < json.size();) {
        if (json[at] != '"') {
            if (!QByteArrayView(" \t\r\n").contains(json[at]))
                tokens.append(json[at]);
            ++at;
            continue;
        }
        const qsizetype end = jsonStringEnd(json, at);
        const QByteArrayView spelt = json.sliced(at, end - at);
        std::optional<QByteArray> text = decodedJsonString(spelt);
        QByteArray quoted = text ? '"' + jsonEscaped(*text) + '"' : spelt.toByteArray();
        tokens.append(quoted);
        wipe(quoted);
        if (text)
            wipe(*text);
        at = end;
    }
    return tokens;
}

} // namespace

qsizetype jsonStringEnd(QByteArrayView json, qsizetype at)
{
    for (++at; at < json.size() && json[at] != '"'; ++at)
        at += json[at] == '\\' ? 1 : 0;
    return at + 1;
}

bool isSameJson(QByteArrayView a, QByteArrayView b)
{
    QByteArray ours = tokensOf(a);
    QByteArray theirs = tokensOf(b);
    const bool isSame = ours == theirs;
    wipe(ours);
    wipe(theirs);
    return isSame;
}

QString exactText(QByteArrayView utf8)
{
    QStringDecoder decode(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decode(utf8);
}

void appendUtf8(QByteArray &out, char32_t c)
{
    const auto byte = [&out](char32_t value) { out.append(static_cast<char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

int jsonHexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

qsizetype utf8Fault(QByteArrayView text)
{
    if (text.isValidUtf8())
        return -1;
    const auto byteAt = [text](qsizetype i) -> unsigned { return i < text.size() ? static_cast<uchar>(text[i]) : 0U; };
    qsizetype i = 0;
    while (i < text.size()) {
        const unsigned lead = byteAt(i);
        const qsizetype length = lead < 0x80   ? 1
                                 : lead < 0xC2 ? 0
                                 : lead < 0xE0 ? 2
                                 : lead < 0xF0 ? 3
                                 : lead < 0xF5 ? 4
                                               : 0;
        if (length == 0 || !text.sliced(i, qMin(length, text.size() - i)).isValidUtf8())
            return i;
        i += length;
    }
    return i;
}

std::optional<QByteArray> decodedJsonString(QByteArrayView quoted)
{
    const QByteArrayView inside = quoted.sliced(1, quoted.size() - 2);
    QByteArray out;
    out.reserve(inside.size()); // every escape is longer than what it stands for, so this never grows
    for (qsizetype i = 0; i < inside.size(); ++i) {
        if (inside[i] != '\\') {
            const qsizetype escape = inside.indexOf('\\', i);
            const qsizetype end = escape < 0 ? inside.size() : escape;
            out.append(inside.sliced(i, end - i));
            i = end - 1;
            continue;
        }
        switch (inside[++i]) {
        case 'b':
            out.append('\b');
            break;
        case 'f':
            out.append('\f');
            break;
        case 'n':
            out.append('\n');
            break;
        case 'r':
            out.append('\r');
            break;
        case 't':
            out.append('\t');
            break;
        case 'u': {
            char32_t c = hex4(inside.data() + i + 1);
            i += 4;
            if (isHighSurrogate(c) && i + 6 < inside.size() && inside[i + 1] == '\\' && inside[i + 2] == 'u') {
                const char32_t low = hex4(inside.data() + i + 3);
                if (isLowSurrogate(low)) {
                    c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                    i += 6;
                }
            }
            if (isHighSurrogate(c) || isLowSurrogate(c)) {
                wipe(out);
                return std::nullopt;
            }
            appendUtf8(out, c);
            break;
        }
        default:
            out.append(inside[i]); // ", \ and /
        }
    }
    return out;
}

} // namespace keyturn
