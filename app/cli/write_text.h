#pragma once
#include "app/cli/error_text.h"

#include <utility>

namespace keyturn::cli {

//! A write whose answer was lost, or that met somebody else's. Sentence and next step.
std::pair<QString, QString> writeText(const Error &error, const ErrorContext &context);

} // namespace keyturn::cli
