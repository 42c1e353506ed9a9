#pragma once
#include "app/cli/error_text.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! Why nothing was sent at all: what a profile or the environment says about endpoints, certificates and attempts.
class SetupText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::SetupText)

public:
    //! Two lines, the sentence and what to do next; empty for errors that are not about the setup.
    static QString text(const Error &error, const ErrorContext &context);
    //! What to do about a server whose certificate was refused.
    static QString adviceOnTls(const Error &error, const ErrorContext &context);

private:
    static QString signInText(const Error &error, const ErrorContext &context);
};

} // namespace keyturn::cli
