#include "core/lint/text_hygiene.h"

#include <optional>

namespace keyturn {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isBreak(char c)
{
    return c == '\n' || c == '\r';
}

struct CodePoint {
    char32_t value = 0;
    qsizetype size = 1; // in bytes
};

//! Of valid UTF-8.
CodePoint codePointAt(QByteArrayView text, qsizetype at)
{
    const auto byte = [text, at](qsizetype i) { return static_cast<char32_t>(static_cast<uchar>(text[at + i])); };
    const char32_t lead = byte(0);
    if (lead < 0x80)
        return {lead, 1};
    if (lead < 0xE0)
        return {((lead & 0x1F) << 6) | (byte(1) & 0x3F), 2};
    if (lead < 0xF0)
        return {((lead & 0x0F) << 12) | ((byte(1) & 0x3F) << 6) | (byte(2) & 0x3F), 3};
    return {0x10000, 4}; // no flaw is that far out
}

std::optional<TextFlaw> flawOf(char32_t c, bool isFirst)
{
    if (c == 0xFEFF)
        return isFirst ? TextFlaw::ByteOrderMark : TextFlaw::ZeroWidth;
    if ((c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xAD || c == 0x180E)
        return TextFlaw::ZeroWidth;
    if (c == 0x200E || c == 0x200F || c == 0x061C || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069))
        return TextFlaw::Bidirectional;
    if (c == 0xA0 || c == 0x2007 || c == 0x202F)
        return TextFlaw::NoBreakSpace;
    return std::nullopt;
}

//! Where the blanks and line breaks at the end begin.
qsizetype tailBegin(QByteArrayView text)
{
    qsizetype end = text.size();
    while (end > 0 && (isBlank(text[end - 1]) || isBreak(text[end - 1])))
        --end;
    return end;
}

qsizetype headEnd(QByteArrayView text)
{
    qsizetype begin = 0;
    while (begin < text.size() && (isBlank(text[begin]) || isBreak(text[begin])))
        ++begin;
    return begin;
}

bool endsWithBreak(QByteArrayView text)
{
    const QByteArrayView tail = text.sliced(tailBegin(text));
    return tail.contains('\n') || tail.contains('\r');
}

SecretString withoutCharacters(QByteArrayView text, TextFlaw flaw)
{
    QByteArray clean;
    clean.reserve(text.size());
    bool pending = false; // a no-break space that is one only if something follows
    for (qsizetype at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        if (flawOf(c.value, at == 0) == flaw) {
            pending = flaw == TextFlaw::NoBreakSpace && !clean.isEmpty();
        } else {
            if (pending)
                clean.append(' ');
            pending = false;
            clean.append(text.sliced(at, c.size));
        }
        at += c.size;
    }
    return SecretString::take(std::move(clean));
}

} // namespace

QList<TextFlaw> textFlaws(QByteArrayView text)
{
    if (text.isEmpty() || !text.isValidUtf8())
        return {};
    bool found[6] = {};
    const bool isPem = text.contains(QByteArrayView("-----END "));
    const qsizetype tail = tailBegin(text);
    found[int(TextFlaw::TrailingNewline)] = endsWithBreak(text) && !isPem;
    found[int(TextFlaw::OuterBlanks)] = headEnd(text) > 0 || (tail < text.size() && !endsWithBreak(text));
    for (qsizetype at = 0; at < text.size();) {
        const CodePoint c = codePointAt(text, at);
        if (const std::optional<TextFlaw> flaw = flawOf(c.value, at == 0))
            found[int(*flaw)] = true;
        at += c.size;
    }
    QList<TextFlaw> flaws;
    for (int i = 0; i < 6; ++i) {
        if (found[i])
            flaws.append(static_cast<TextFlaw>(i));
    }
    return flaws;
}

SecretString withoutFlaw(const SecretString &text, TextFlaw flaw)
{
    const QByteArrayView bytes = text.bytes();
    if (flaw == TextFlaw::TrailingNewline)
        return SecretString(bytes.first(tailBegin(bytes)));
    if (flaw == TextFlaw::OuterBlanks) {
        const qsizetype end = endsWithBreak(bytes) ? bytes.size() : tailBegin(bytes);
        const qsizetype begin = qMin(headEnd(bytes), end);
        return SecretString(bytes.sliced(begin, end - begin));
    }
    return withoutCharacters(bytes, flaw);
}

} // namespace keyturn
