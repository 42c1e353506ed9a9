#pragma once
#include "app/cli/verb.h"
#include "core/entry/entry_content.h"
#include "core/lint/value_lint.h"

namespace keyturn::cli {

//! The edit that puts \p text under \p key. A number stays a number, true or false one of the two, null null, a list
//! and an object what they are: text that is none is an error, unless --type says what it shall be. New keys get text.
//! The error's detail is the sentence.
Result<FieldEdit> valueEdit(const EntryContent &content, const QString &key, const SecretString &text,
                            const VerbArguments &arguments);

//! What the lint of the window says of the value that \p edit sets; nothing where it changes nothing.
QList<LintFinding> findingsOf(const EntryContent &content, const FieldEdit &edit);
//! "It ends with a line break." Never a value.
QString findingText(const LintFinding &finding);

} // namespace keyturn::cli
