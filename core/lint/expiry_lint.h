#pragma once
#include "core/base/secret_string.h"
#include "core/document/key_map.h"

#include <optional>

namespace keyturn {

//! Whether a time of expiry is written as the programs of its layout read it.
struct ExpiryLint {
    bool isRight = true;
    std::optional<SecretString> repaired; //!< a JSON number: the same moment in milliseconds since 1970
};

//! Upwork's programs read milliseconds since 1970. Elsewhere seconds, milliseconds and ISO 8601 are all right, and only
//! what is none of them is not.
ExpiryLint lintExpiryValue(const SecretString &value, CredentialKind kind);

} // namespace keyturn
