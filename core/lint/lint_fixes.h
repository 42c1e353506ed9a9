#pragma once
#include "core/lint/value_lint.h"

namespace keyturn {

//! Whether the fix of \p finding only takes away what no credential holds: invisible characters, line breaks, blanks
//! at the ends, quotation marks. Whatever guesses (another key, another unit) is none.
bool isSafeFix(const LintFinding &finding);

//! Every safe fix, also those that show only after another one, as edits of the text or parameters given.
QList<FieldEdit> safeFixes(const SecretDocument &document);
QList<FieldEdit> safeFixes(QList<EntryField> parameters);

} // namespace keyturn
