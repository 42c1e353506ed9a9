#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

#include <QList>

namespace keyturn {

enum class ExportFormat { DotEnv, Json, Yaml, Csv };

struct ExportField {
    QString key;
    SecretString value; //!< a string's text, or JSON
    bool isString = true;
    bool masked = true; //!< "********" stands for the value, whatever its length
};

//! \p fields as a text of \p format, in their order.
//! - DotEnv: for POSIX shells and .env readers alike; every value in quotes. Invalid for keys with = # quotes or
//! blanks,
//!   and for values with NUL.
//! - Json: an object; numbers as they are spelt.
//! - Yaml: keys and values in double quotes, so that no, 1e3 and 007 stay what they are; numbers become strings, too.
//! - Csv: RFC 4180 with the header key,value. A cell that a spreadsheet would take for a formula (it begins with = + -
//! @,
//!   tab or carriage return) gets an apostrophe in front; so does one that begins with an apostrophe, so that the first
//!   apostrophe of a cell is never part of the value.
//! Invalid where a value is not valid UTF-8.
Result<SecretString> exportText(const QList<ExportField> &fields, ExportFormat format);

} // namespace keyturn
