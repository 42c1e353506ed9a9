#pragma once
#include <QByteArray>

namespace keyturn {

inline bool isSpaceOrTab(char c)
{
    return c == ' ' || c == '\t';
}

constexpr qsizetype longestLineKey = 100; //!< bytes

//! What stands before = in a line may be the name of a key: letters, digits, _ . - [ ]. Parts of values, with + / | :
//! in them, are none, and neither is what is longer than any name.
bool isLineKey(QByteArrayView key);

//! Holds $NAME, ${ or $(, which a shell or Spring would replace.
bool hasVariable(QByteArrayView value);

//! What separates key and value in the first line that is neither blank nor a comment.
enum class LineStyle { None, Equals, Colon };
LineStyle firstLineStyle(QByteArrayView text);

} // namespace keyturn
