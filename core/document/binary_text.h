#pragma once
#include "core/base/secret_string.h"

#include <optional>

namespace keyturn {

//! What is wrong with bytes spelt as text, and where.
struct BinaryFault {
    enum class Kind {
        BadCharacter,
        HalfByte,   //!< an odd number of hexadecimal digits
        Incomplete, //!< base64 that ends within a byte, or is padded wrongly
        UnusedBits, //!< base64 whose last character holds bits that would be lost
    };
    Kind kind = Kind::BadCharacter;
    qsizetype line = 1;   //!< from 1
    qsizetype column = 1; //!< from 1, in bytes
};

struct BinaryText {
    SecretString bytes; //!< empty if there is a fault
    std::optional<BinaryFault> fault;
};

//! Lower-case digits, two a byte; with \p bytesPerLine above 0 in lines with a blank between the bytes.
SecretString hexText(const SecretString &bytes, int bytesPerLine = 0);
//! Blanks, line breaks and colons may stand between digits.
BinaryText bytesFromHex(const SecretString &text);
//! With padding; with \p lineLength above 0 (a multiple of 4) in lines.
SecretString base64Text(const SecretString &bytes, int lineLength = 0);
//! Either alphabet, with or without padding; blanks and line breaks may stand anywhere.
BinaryText bytesFromBase64(const SecretString &text);

} // namespace keyturn
