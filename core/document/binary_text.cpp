#include "core/document/binary_text.h"

#include "core/json/json_text.h"

namespace keyturn {

namespace {

bool isWhitespace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

BinaryText faulty(BinaryFault::Kind kind, QByteArrayView text, qsizetype offset)
{
    const QByteArrayView before = text.first(offset);
    const qsizetype line = before.count('\n') + 1;
    return {SecretString(), BinaryFault{kind, line, offset - before.lastIndexOf('\n')}};
}

int base64Value(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

//! \p text in lines of \p length characters.
SecretString inLines(QByteArray &&text, int length)
{
    if (length <= 0)
        return SecretString::take(std::move(text));
    QByteArray lines;
    lines.reserve(text.size() + text.size() / length + 1);
    for (qsizetype i = 0; i < text.size(); i += length) {
        if (i > 0)
            lines.append('\n');
        lines.append(QByteArrayView(text).sliced(i, qMin<qsizetype>(length, text.size() - i)));
    }
    wipe(text);
    return SecretString::take(std::move(lines));
}

} // namespace

SecretString hexText(const SecretString &bytes, int bytesPerLine)
{
    static constexpr char digits[] = "0123456789abcdef";
    QByteArray text;
    text.reserve(bytes.size() * 3);
    qsizetype i = 0;
    for (const char c : bytes.bytes()) {
        if (bytesPerLine > 0 && i > 0)
            text.append(i % bytesPerLine == 0 ? '\n' : ' ');
        text.append(digits[(c >> 4) & 0xF]).append(digits[c & 0xF]);
        ++i;
    }
    return SecretString::take(std::move(text));
}

BinaryText bytesFromHex(const SecretString &text)
{
    const QByteArrayView spelt = text.bytes();
    QByteArray bytes;
    bytes.reserve(spelt.size() / 2 + 1);
    int high = -1;
    qsizetype highAt = 0;
    for (qsizetype i = 0; i < spelt.size(); ++i) {
        if (isWhitespace(spelt[i]) || spelt[i] == ':')
            continue;
        const int digit = jsonHexValue(spelt[i]);
        if (digit < 0) {
            wipe(bytes);
            return faulty(BinaryFault::Kind::BadCharacter, spelt, i);
        }
        if (high < 0) {
            high = digit;
            highAt = i;
        } else {
            bytes.append(static_cast<char>(high * 16 + digit));
            high = -1;
        }
    }
    if (high >= 0) {
        wipe(bytes);
        return faulty(BinaryFault::Kind::HalfByte, spelt, highAt);
    }
    return {SecretString::take(std::move(bytes)), std::nullopt};
}

SecretString base64Text(const SecretString &bytes, int lineLength)
{
    QByteArray text = QByteArray::fromRawData(bytes.bytes().data(), bytes.size()).toBase64();
    return inLines(std::move(text), lineLength);
}

BinaryText bytesFromBase64(const SecretString &text)
{
    const QByteArrayView spelt = text.bytes();
    QByteArray bytes;
    bytes.reserve(spelt.size() / 4 * 3 + 3);
    const auto fault = [&](BinaryFault::Kind kind, qsizetype at) {
        wipe(bytes);
        return faulty(kind, spelt, at);
    };
    quint32 bits = 0;
    int count = 0; // of characters, padding not counted
    int padding = 0;
    qsizetype last = 0;
    for (qsizetype i = 0; i < spelt.size(); ++i) {
        if (isWhitespace(spelt[i]))
            continue;
        const int value = base64Value(spelt[i]);
        if (spelt[i] == '=' && count % 4 + padding >= 2 && count % 4 + padding < 4) {
            ++padding;
            continue;
        }
        if (value < 0 || padding > 0)
            return fault(BinaryFault::Kind::BadCharacter, i);
        last = i;
        bits = (bits << 6) | static_cast<quint32>(value);
        ++count;
        if (count % 4 == 0) {
            bytes.append(static_cast<char>(bits >> 16)).append(static_cast<char>(bits >> 8));
            bytes.append(static_cast<char>(bits));
        }
    }
    const int rest = count % 4;
    if (rest == 1 || (padding > 0 && rest + padding != 4))
        return fault(BinaryFault::Kind::Incomplete, spelt.size());
    if ((rest == 2 && (bits & 0xF) != 0) || (rest == 3 && (bits & 0x3) != 0))
        return fault(BinaryFault::Kind::UnusedBits, last);
    if (rest >= 2)
        bytes.append(static_cast<char>(rest == 2 ? bits >> 4 : bits >> 10));
    if (rest == 3)
        bytes.append(static_cast<char>(bits >> 2));
    return {SecretString::take(std::move(bytes)), std::nullopt};
}

} // namespace keyturn
