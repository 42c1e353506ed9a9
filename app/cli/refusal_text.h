#pragma once
#include "app/cli/error_text.h"

#include <utility>

namespace keyturn::cli {

//! Sentence and next step of what Keyturn itself refuses, by the kind of the error.
std::pair<QString, QString> limitText(const Error &error, const ErrorContext &context);
std::pair<QString, QString> invalidText(const Error &error, const ErrorContext &context);
std::pair<QString, QString> keychainText(const Error &error, const ErrorContext &context);
std::pair<QString, QString> unsupportedText(const Error &error, const ErrorContext &context);

//! Whether the NAME alone says that it cannot be meant here: the command has to be given otherwise.
bool isOfName(const Error &error);
std::pair<QString, QString> nameText(const Error &error, const ErrorContext &context);

} // namespace keyturn::cli
