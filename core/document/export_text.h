#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QList>

namespace keyturn {

enum class ExportFormat { DotEnv, Json, Yaml, Csv };

//! What stands for a value that is not exported, whatever its length. importText() leaves it out.
constexpr char exportMask[] = "********";

struct ExportField {
    QString key;
    SecretString value; //!< a string's text, or JSON
    bool isString = true;
    bool masked = true;
};

//! \p fields as a text of \p format, in their order; importText() reads it back, where the values are not masked.
//! - DotEnv: what Node's dotenv, .env readers like it and POSIX shells read alike: '...', or "..." around an
//! apostrophe.
//!   Invalid for keys with other characters than letters, digits and _ . - (a shell takes only those without . and -
//!   that begin with no digit), and for values that have no common spelling: with a NUL or a carriage return, with a
//!   backslash at the end, or with an apostrophe beside one of " \ $ `.
//! - Json: an object; numbers as they are spelt.
//! - Yaml: keys and strings in double quotes, so that no, 1e3 and 007 stay what they are; numbers as they are spelt,
//! lists
//!   and objects in flow style. Invalid for keys of about 1000 bytes and more.
//! - Csv: RFC 4180 with the header key,value. A cell that a spreadsheet would take for a formula (it begins with = + -
//! @,
//!   tab or carriage return) gets an apostrophe in front; so does one that begins with an apostrophe, so that the first
//!   apostrophe of a cell is never part of the value. Invalid for NUL.
//! Invalid where a value is not valid UTF-8.
Result<SecretString> exportText(const QList<ExportField> &fields, ExportFormat format);

//! The first key of \p fields that is no name of a variable for a shell; empty if all are.
QString keyNoShellTakes(const QList<ExportField> &fields);

} // namespace keyturn
