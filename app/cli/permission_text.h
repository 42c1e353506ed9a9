#pragma once
#include "app/cli/error_text.h"

#include <utility>

namespace keyturn::cli {

//! An AccessDenied: what was refused, and which permission on what would end it. Sentence and next step.
std::pair<QString, QString> permissionText(const Error &error, const ErrorContext &context);

} // namespace keyturn::cli
