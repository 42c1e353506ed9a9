#pragma once
#include "core/base/result.h"
#include "core/base/secret_string.h"

namespace keyturn::cli {

//! Reads secrets from where they may come from. Blocks; a signal ends it with a Cancelled error.
//! Standard input to its end, exactly. On a terminal: one line, not shown, after \p prompt; Cancelled when the line
//! does not end, Io when it is longer than a terminal keeps, or not the only one.
Result<SecretString> readStandardInput(const QString &prompt);
//! A file, exactly; Io error when it cannot be read or holds more than 1 MiB.
Result<SecretString> readFile(const QString &path);
//! Without one line break at the end.
SecretString withoutNewline(const SecretString &value);

} // namespace keyturn::cli
