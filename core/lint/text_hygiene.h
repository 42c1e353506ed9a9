#pragma once
#include "core/base/secret_string.h"

#include <QList>

#include <optional>

namespace keyturn {

//! What pasting leaves behind in a value, mostly invisible.
enum class TextFlaw {
    TrailingNewline, //!< with the blanks around it
    OuterBlanks,     //!< blanks or line breaks at the beginning, blanks at the end
    ZeroWidth,       //!< U+200B to U+200D, U+2060 to U+2064, U+00AD, U+180E, U+FEFF inside, fillers, tags ...
    Bidirectional,   //!< U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069
    NoBreakSpace,    //!< U+00A0 and the other spaces that are not U+0020
    ByteOrderMark,   //!< U+FEFF at the beginning
    ControlCharacter //!< but tab and line breaks; U+2028 and U+2029
};

struct CodePoint {
    char32_t value = 0;
    qsizetype size = 1; //!< in bytes
};
//! Of valid UTF-8; \p at < size.
CodePoint codePointAt(QByteArrayView text, qsizetype at);
//! The flaw that a character is by itself.
std::optional<TextFlaw> flawOf(char32_t c, bool isFirst);

//! In the order of the enum, each once. A PEM block may end with a line break. Nothing in text that is not UTF-8.
QList<TextFlaw> textFlaws(QByteArrayView text);
//! Without \p flaw; a special space inside becomes a space.
SecretString withoutFlaw(const SecretString &text, TextFlaw flaw);

} // namespace keyturn
