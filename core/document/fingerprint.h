#pragma once
#include "core/base/secret_string.h"

#include <QString>

namespace keyturn {

//! Values shorter than this get no fingerprint: they could be guessed from it.
inline constexpr qsizetype fingerprintMinimum = 16;

//! "9C1F 20AB": the first 32 bits of HMAC-SHA-256 of the value, keyed by the entry's ARN, so that two people see the
//! same one for the same entry and nobody can compare entries. Empty for values under 16 characters. Made to be shown,
//! never stored.
QString fingerprint(const SecretString &value, const QString &arn);

} // namespace keyturn
