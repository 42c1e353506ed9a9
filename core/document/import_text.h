#pragma once
#include "core/base/secret_string.h"

#include <QList>
#include <QString>

namespace keyturn {

enum class ImportFormat {
    Empty,
    Json,  //!< an object, also without its braces as copied out of a file, or a Postman environment
    Lines, //!< KEY=value as in .env files, or "key: value"
    Value, //!< neither: one value without a key
};

//! A key and a value found in pasted text.
struct ImportedValue {
    //! Lines do not tell types: 5 may be a number or a string.
    enum class Type { Untyped, String, Json };
    QString key;
    SecretString value; //!< Json: as it is spelt
    Type type = Type::Untyped;
    qsizetype line = 0; //!< from 1
};

//! What could not be taken over, or was taken over but may not be meant so.
struct ImportProblem {
    enum class Kind {
        NotJson, //!< begins like JSON and breaks off here
        NotUtf8,
        NoSeparator, //!< neither = nor a colon and a blank
        NoKey,       //!< nothing, or more than one word, before the separator
        UnclosedQuote,
        TextAfterQuote, //!< more than a comment stands behind the closing quote
        DuplicateKey,   //!< the last one counts
        CommentCut,     //!< an unquoted value ended at " #"; the rest was taken for a comment
    };
    Kind kind = Kind::NotJson;
    qsizetype line = 0;   //!< from 1
    qsizetype column = 0; //!< from 1; 0: the whole line
    QString key;
};

struct ImportedText {
    ImportFormat format = ImportFormat::Empty;
    QList<ImportedValue> values; //!< each key once, in the order of the text
    QList<ImportProblem> problems;
};

//! Reads what people paste. What begins with { or " is JSON or nothing. In lines the first = or the first colon before
//! a blank separates. Of .env files: # comments, export, '...' as it stands, "..." over several lines with \n \r \t \"
//! \\ \$ \` and everything else as it stands. $VARIABLES are not replaced. A byte order mark and CRLF line ends go.
ImportedText importText(const SecretString &text);

} // namespace keyturn
