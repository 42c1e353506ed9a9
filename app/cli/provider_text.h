#pragma once
#include "app/cli/error_text.h"

namespace keyturn::cli {

//! The token URL of an entry is missing, not its provider's, or nobody has agreed to it.
bool isOfTokenUrl(const Error &error);
//! The sentence and what to do next, of what a provider said, or why it was not asked.
std::pair<QString, QString> providerText(const Error &error, const ErrorContext &context);
//! The same of a consent that was asked for.
std::pair<QString, QString> consentText(const Error &error, const ErrorContext &context);
//! The same of an entry that cannot be refreshed as it is; empty for other errors.
std::pair<QString, QString> obstacleText(const Error &error, const ErrorContext &context);

} // namespace keyturn::cli
