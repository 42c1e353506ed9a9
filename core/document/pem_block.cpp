#include "core/document/pem_block.h"

#include <algorithm>

namespace keyturn {

namespace {

constexpr QByteArrayView pemBegin("-----BEGIN ");
constexpr QByteArrayView pemDashes("-----");

bool isLetterOrDigit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

//! The line at \p at without what ends it and without the blanks before that.
QByteArrayView pemLine(QByteArrayView text, qsizetype at)
{
    const qsizetype end = text.indexOf('\n', at);
    QByteArrayView line = text.sliced(at, (end < 0 ? text.size() : end) - at);
    while (!line.isEmpty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
        line.chop(1);
    return line;
}

qsizetype pemNextLine(QByteArrayView text, qsizetype at)
{
    const qsizetype end = text.indexOf('\n', at);
    return end < 0 ? text.size() : end + 1;
}

//! "RSA PRIVATE KEY"; empty if the line is none that begins a block.
QByteArrayView labelOf(QByteArrayView line)
{
    if (!line.startsWith(pemBegin) || !line.endsWith(pemDashes) || line.size() < pemBegin.size() + 6)
        return {};
    const QByteArrayView label = line.sliced(pemBegin.size(), line.size() - pemBegin.size() - pemDashes.size());
    return label.contains('-') ? QByteArrayView() : label;
}

//! "DEK-Info: AES-256-CBC,..." as in encrypted keys.
bool isPemHeader(QByteArrayView line)
{
    const qsizetype colon = line.indexOf(':');
    return colon > 0
           && std::all_of(line.begin(), line.begin() + colon, [](char c) { return isLetterOrDigit(c) || c == '-'; });
}

//! Behind the last line of one block.
qsizetype oneBlockEnd(QByteArrayView text, qsizetype at)
{
    const QByteArrayView label = labelOf(pemLine(text, at));
    if (label.isEmpty())
        return -1;
    bool isBody = false;
    for (at = pemNextLine(text, at); at < text.size(); at = pemNextLine(text, at)) {
        const QByteArrayView line = pemLine(text, at);
        if (line.startsWith("-----END ") && line.sliced(9) == QByteArray(label.toByteArray() + "-----"))
            return at + line.size();
        const bool isData = isBase64(line) || (isBody && line.startsWith('=') && isBase64(line.sliced(1)));
        if (!line.isEmpty() && !isData && (isBody || !isPemHeader(line)))
            return -1;
        isBody = isBody || isData;
    }
    return -1;
}

} // namespace

bool isBase64(QByteArrayView line)
{
    qsizetype size = line.size();
    while (size > 0 && line.size() - size < 2 && line[size - 1] == '=')
        --size;
    return size > 0 && std::all_of(line.begin(), line.begin() + size, [](char c) {
               return isLetterOrDigit(c) || c == '+' || c == '/';
           });
}

bool isLooseBase64(QByteArrayView line, bool isTorn)
{
    constexpr qsizetype likely = 24; // the names of empty keys are shorter, or have other characters in them
    const auto has = [line](char first, char last) {
        return std::any_of(line.begin(), line.end(), [=](char c) { return c >= first && c <= last; });
    };
    if (line.endsWith("==")) {
        return std::all_of(line.begin(), line.end() - 2,
                           [](char c) { return isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '_'; });
    }
    if (!line.endsWith('=') || !isBase64(line))
        return false;
    if (isTorn || line.contains('+') || line.contains('/'))
        return true;
    return line.size() % 4 == 0 && line.size() >= likely && has('0', '9') && has('a', 'z') && has('A', 'Z');
}

qsizetype pemEnd(QByteArrayView text, qsizetype at)
{
    qsizetype end = oneBlockEnd(text, at);
    while (end >= 0) {
        qsizetype next = pemNextLine(text, end);
        while (next < text.size() && pemLine(text, next).isEmpty())
            next = pemNextLine(text, next);
        if (!text.sliced(next).startsWith(pemBegin))
            break;
        end = oneBlockEnd(text, next);
    }
    return end;
}

SecretString pemText(QByteArrayView block)
{
    QByteArray lines;
    lines.reserve(block.size());
    for (qsizetype at = 0; at < block.size(); at = pemNextLine(block, at)) {
        if (at > 0)
            lines.append('\n');
        lines.append(pemLine(block, at));
    }
    return SecretString::take(std::move(lines));
}

} // namespace keyturn
