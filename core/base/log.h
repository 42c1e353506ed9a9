#pragma once
#include <QLoggingCategory>

namespace keyturn {

//! What may be logged: operation, host, status, duration, request id. Never headers, bodies or values.
Q_DECLARE_LOGGING_CATEGORY(httpLog)     // keyturn.http
Q_DECLARE_LOGGING_CATEGORY(awsLog)      // keyturn.aws
Q_DECLARE_LOGGING_CATEGORY(oauthLog)    // keyturn.oauth
Q_DECLARE_LOGGING_CATEGORY(keychainLog) // keyturn.keychain
Q_DECLARE_LOGGING_CATEGORY(sandboxLog)  // keyturn.sandbox

} // namespace keyturn
