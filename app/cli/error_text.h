#pragma once
#include "app/cli/exit_code.h"
#include "core/base/result.h"

namespace keyturn::cli {

//! What a sentence needs to know besides the error.
struct ErrorContext {
    QString name; //!< secret, parameter, key set or path the verb was about; may be empty
    QString profile;
    QString region;
};

//! One sentence, what to do next, and the service's own words with the request id: up to three lines.
QStringList errorText(const Error &error, const ErrorContext &context);
ExitCode exitCodeOf(const Error &error);

} // namespace keyturn::cli
