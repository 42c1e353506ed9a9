#include "core/lint/text_hygiene.h"

#include <algorithm>
#include <iterator>

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

struct CharacterRange {
    char32_t first;
    char32_t last;
};

//! Nothing is drawn for them.
constexpr CharacterRange zeroWidth[] = {{0xAD, 0xAD},      {0x34F, 0x34F},   {0x115F, 0x1160}, {0x17B4, 0x17B5},
                                        {0x180E, 0x180E},  {0x200B, 0x200D}, {0x2060, 0x2064}, {0x206A, 0x206F},
                                        {0x3164, 0x3164},  {0xFEFF, 0xFEFF}, {0xFFA0, 0xFFA0}, {0xFFF9, 0xFFFB},
                                        {0xE0000, 0xE007F}};
constexpr CharacterRange bidirectional[] = {{0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}};
constexpr CharacterRange spaces[] = {{0xA0, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                                     {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};
constexpr CharacterRange controls[] = {{0, 0x8}, {0xB, 0xC}, {0xE, 0x1F}, {0x7F, 0x9F}, {0x2028, 0x2029}};

template <std::size_t count>
bool isIn(const CharacterRange (&ranges)[count], char32_t c)
{
    return std::any_of(std::begin(ranges), std::end(ranges),
                       [c](const CharacterRange &range) { return c >= range.first && c <= range.last; });
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
    bool pending = false; // a space that is one only if something follows
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
    return {((lead & 0x07) << 18) | ((byte(1) & 0x3F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(3) & 0x3F), 4};
}

std::optional<TextFlaw> flawOf(char32_t c, bool isFirst)
{
    if (c == 0xFEFF && isFirst)
        return TextFlaw::ByteOrderMark;
    if (isIn(zeroWidth, c))
        return TextFlaw::ZeroWidth;
    if (isIn(bidirectional, c))
        return TextFlaw::Bidirectional;
    if (isIn(spaces, c))
        return TextFlaw::NoBreakSpace;
    return isIn(controls, c) ? std::optional(TextFlaw::ControlCharacter) : std::nullopt;
}

QList<TextFlaw> textFlaws(QByteArrayView text)
{
    if (text.isEmpty() || !text.isValidUtf8())
        return {};
    constexpr int kinds = int(TextFlaw::ControlCharacter) + 1;
    bool found[kinds] = {};
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
    for (int i = 0; i < kinds; ++i) {
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
