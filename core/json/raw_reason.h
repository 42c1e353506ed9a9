#pragma once
#include <QByteArrayView>
#include <QString>

namespace keyturn {

//! Why a text does not open as an object with unique keys, and where.
struct RawReason {
    enum class Kind {
        None,
        Empty,
        ByteOrderMark,
        InvalidUtf8,
        NulByte,
        NotJson,
        NotAnObject, //!< JSON, but an array, a string, a number or a word
        DuplicateKey,
        HalfSurrogate, //!< in a key
    };
    Kind kind = Kind::None;
    qsizetype offset = 0; //!< of the byte
    qsizetype line = 0;   //!< from 1; lines end with \n
    qsizetype column = 0; //!< from 1, in characters
    QString key;          //!< DuplicateKey only

    //! A few words with line and column, for logs and the command line: "not JSON: line 2, column 7".
    QString text() const;
};

RawReason rawReasonAt(RawReason::Kind kind, QByteArrayView text, qsizetype offset);

} // namespace keyturn
