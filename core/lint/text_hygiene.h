#pragma once
#include "core/base/secret_string.h"

#include <QList>

namespace keyturn {

//! What pasting leaves behind in a value, mostly invisible.
enum class TextFlaw {
    TrailingNewline, //!< with the blanks around it
    OuterBlanks,     //!< blanks or line breaks at the beginning, blanks at the end
    ZeroWidth,       //!< U+200B to U+200D, U+2060, U+00AD, U+180E, U+FEFF inside
    Bidirectional,   //!< U+200E, U+200F, U+061C, U+202A to U+202E, U+2066 to U+2069
    NoBreakSpace,    //!< U+00A0, U+2007, U+202F
    ByteOrderMark,   //!< U+FEFF at the beginning
};

//! In the order of the enum, each once. A PEM block may end with a line break. Nothing in text that is not UTF-8.
QList<TextFlaw> textFlaws(QByteArrayView text);
//! Without \p flaw; a no-break space inside becomes a space.
SecretString withoutFlaw(const SecretString &text, TextFlaw flaw);

} // namespace keyturn
