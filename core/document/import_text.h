#pragma once
#include "core/base/secret_string.h"

#include <QList>
#include <QString>

namespace keyturn {

enum class ImportFormat {
    Empty,
    Json,       //!< an object, also without its braces as copied out of a file, or a Postman environment
    Lines,      //!< KEY=value as in .env files, among them also "key: value"
    Properties, //!< of Java and Spring
    Yaml,
    Csv,   //!< two columns under the header key,value
    Value, //!< none of these: one value without a key, or nothing that can be told
};

//! A key and a value found in pasted text.
struct ImportedValue {
    enum class Type {
        Untyped, //!< lines do not tell types: 5 may be a number or a string
        String,
        Json,  //!< value is JSON, as it is spelt
        Plain, //!< JSON without quotes in YAML: a number, true, false or null; stays a string where one is
    };
    QString key;
    SecretString value;
    Type type = Type::Untyped;
    qsizetype line = 0; //!< from 1
};

//! Why a text is refused, or what was taken over but may not be meant so.
struct ImportProblem {
    enum class Kind {
        NotJson, //!< begins like JSON and breaks off here
        NotKeys, //!< a list, or one value: there are no keys
        NotText, //!< a NUL
        NotUtf8,
        NotYaml,
        YamlFeature, //!< anchors, tags, merges and keys that are no text
        SeveralDocuments,
        NotCsv,      //!< not two columns, or a misplaced quotation mark
        NotPostman,  //!< a variable without a key or a value
        NoSeparator, //!< neither = nor a colon and a blank
        NoKey,       //!< nothing, or what cannot be a key, before the separator
        LooseText,   //!< PEM or base64 that belongs to no key, or is not whole
        UnclosedQuote,
        TextAfterQuote, //!< more than a comment stands behind the closing quote
        ShellSyntax,    //!< only a shell reads it: a line that goes on after a backslash, $'...', `...`
        BadEscape,      //!< in .properties: \u without four digits
        UnclearComment, //!< " #" where .env files have a comment and .properties files have not
        DuplicateKey,   //!< a note in lines, where the last one counts; else why it is refused
        // Notes:
        CommentCut,    //!< an unquoted value ended at " #"; the rest was taken for a comment
        ReadersDiffer, //!< programs read this value in different ways
        VariableKept,  //!< $NAME or ${NAME} stays as it is
        SwitchedOff,   //!< a variable that is not enabled in Postman was left out
        Masked,        //!< the stars of an export without its values were left out
    };
    Kind kind = Kind::NotJson;
    qsizetype line = 0;   //!< from 1
    qsizetype column = 0; //!< from 1; 0: the whole line
    QString key;          //!< of notes and of keys that stand twice: what was refused may be no key at all
};

struct ImportedText {
    ImportFormat format = ImportFormat::Empty;
    QList<ImportedValue> values; //!< each key once, in the order of the text
    QList<ImportProblem> problems;
    bool refused = false; //!< not understood to the end: no values, and the one problem says why

    //! Forgets what was found: half a text is none.
    void refuse(ImportProblem problem);
};

//! Reads what people paste: all of it, or nothing.
//! - What begins with { is JSON. Lines in which the first separator is a colon and a blank are YAML, without anchors
//! and
//!   tags; nested maps and lists become JSON.
//! - A header key,value makes it CSV as exportText() writes it.
//! - Else .env: # comments, export, '...' as it stands, "..." over several lines with \n \r \t \" \\ \$ \` and
//!   everything else as it stands. $VARIABLES are not replaced. PEM needs no quotes.
//! - Where keys have dots or escapes stand before = : # !, and nothing is in quotes, .properties.
//! A byte order mark and CRLF line ends go, and so do the stars that an export has for values.
ImportedText importText(const SecretString &text);

} // namespace keyturn
