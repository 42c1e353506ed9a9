#pragma once
#include "app/cli/error_text.h"

#include <QString>
#include <optional>
#include <utility>

namespace keyturn::cli {

//! A sentence and what to do next, for what is said of signing in to the AWS console and of nothing else.
std::optional<std::pair<QString, QString>> consoleErrorText(const Error &error, const ErrorContext &context);

} // namespace keyturn::cli
