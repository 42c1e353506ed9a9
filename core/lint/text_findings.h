#pragma once
#include "core/lint/value_lint.h"

namespace keyturn {

//! What is wrong with the characters of a string value: invisible ones, blanks and breaks where none belong, quotation
//! marks, characters that OAuth has not (RFC 6749, appendix A: printable ASCII).
QList<LintFinding> textFindings(const QString &key, const SecretString &value, KeyRole role);

} // namespace keyturn
