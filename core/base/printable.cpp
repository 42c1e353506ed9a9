#include "core/base/printable.h"

#include <QChar>

namespace keyturn {

namespace {

//! Unicode's default-ignorable code points that are not of the category Format.
bool isIgnorable(char32_t c)
{
    static constexpr std::pair<char32_t, char32_t> ranges[] = {
        {0x034F, 0x034F}, {0x115F, 0x1160}, {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x2065, 0x2065},
        {0x3164, 0x3164}, {0xFE00, 0xFE0F}, {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0xE0000, 0xE0FFF},
    };
    for (const auto &[first, last] : ranges) {
        if (c >= first && c <= last)
            return true;
    }
    return false;
}

struct Decoded {
    char32_t value = QChar::ReplacementCharacter;
    qsizetype size = 1; //!< in bytes
};

//! The code point at \p at; the replacement character for a byte that is not UTF-8.
Decoded decoded(QByteArrayView text, qsizetype at)
{
    const auto byte = [text](qsizetype i) { return static_cast<char32_t>(static_cast<uchar>(text[i])); };
    const char32_t lead = byte(at);
    if (lead < 0x80)
        return {lead, 1};
    const qsizetype size = lead >= 0xF0 && lead < 0xF5   ? 4
                           : lead >= 0xE0 && lead < 0xF0 ? 3
                           : lead >= 0xC2 && lead < 0xE0 ? 2
                                                         : 1;
    if (size == 1 || at + size > text.size() || !text.sliced(at, size).isValidUtf8())
        return {};
    char32_t value = lead & (0x7F >> size);
    for (qsizetype i = 1; i < size; ++i)
        value = (value << 6) | (byte(at + i) & 0x3F);
    return {value, size};
}

QString hex(char32_t c, int digits)
{
    return QString::number(static_cast<uint>(c), 16).rightJustified(digits, u'0');
}

QString escaped(char32_t c)
{
    switch (c) {
    case U'\n':
        return QStringLiteral("\\n");
    case U'\r':
        return QStringLiteral("\\r");
    case U'\t':
        return QStringLiteral("\\t");
    default:
        return c < 0x100     ? QLatin1String("\\x") + hex(c, 2)
               : c < 0x10000 ? QLatin1String("\\u") + hex(c, 4)
                             : QLatin1String("\\U") + hex(c, 8);
    }
}

QByteArray jsonEscape(char32_t c)
{
    if (c < 0x10000)
        return "\\u" + hex(c, 4).toLatin1();
    return "\\u" + hex(QChar::highSurrogate(c), 4).toLatin1() + "\\u" + hex(QChar::lowSurrogate(c), 4).toLatin1();
}

bool isBlankOfJson(char32_t c)
{
    return c == U'\n' || c == U'\r' || c == U'\t';
}

} // namespace

bool isHidden(char32_t c)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return isIgnorable(c);
    }
}

QString printable(QStringView text)
{
    QString out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
        if (c > 0xFFFF)
            ++i;
        out += isHidden(c) ? escaped(c) : QString::fromUcs4(&c, 1);
    }
    return out;
}

SecretString printableJson(const SecretString &json)
{
    const QByteArrayView text = json.bytes();
    QByteArray out;
    qsizetype size = 0;
    for (const bool writes : {false, true}) { // measured first: a buffer that grows leaves its old bytes behind
        out.reserve(size);
        for (qsizetype at = 0; at < text.size();) {
            const Decoded c = decoded(text, at);
            const QByteArray piece = isBlankOfJson(c.value) ? QByteArray(" ")
                                     : isHidden(c.value)    ? jsonEscape(c.value)
                                                            : QByteArray();
            const QByteArrayView bytes = piece.isEmpty() ? text.sliced(at, c.size) : QByteArrayView(piece);
            writes ? void(out.append(bytes)) : void(size += bytes.size());
            at += c.size;
        }
    }
    return SecretString::take(std::move(out));
}

qsizetype hiddenCharacters(QByteArrayView utf8)
{
    qsizetype count = 0;
    for (qsizetype at = 0; at < utf8.size();) {
        const Decoded c = decoded(utf8, at);
        const bool isText = c.size > 1 || c.value < 0x80;
        if (!isText || (isHidden(c.value) && c.value != U'\n' && c.value != U'\t'))
            ++count;
        at += c.size;
    }
    return count;
}

} // namespace keyturn
