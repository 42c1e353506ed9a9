#pragma once
#include "app/sandbox/store/store.h"

#include <QDateTime>

//! The virtual MFA device of the sandbox: RFC 6238 with SHA-1, six digits, 30 seconds, by the sandbox's time.
namespace keyturn::sandbox::mfa {

//! "arn:aws:iam::123456789012:mfa/testing"
QString serial();
//! What an authenticator application is given, in base32.
QString secret();
QString code(const QDateTime &now);
//! The code of now, or of 30 seconds before or after, that was not used before; it is used then.
Result<bool> accept(Store &store, const QString &serial, const QString &code, const QDateTime &now);

} // namespace keyturn::sandbox::mfa
