#pragma once
#include "core/base/secret_string.h"
#include "core/document/key_map.h"

namespace keyturn {

//! What the token URL of a secret would do with the credentials.
struct TokenUrlLint {
    enum class Verdict {
        Right,
        UnknownHost, //!< a clean https URL of a host that Keyturn does not know; a refresh asks for consent first
        Hostile,     //!< not https, another provider's, or written to be misread
    };
    Verdict verdict = Verdict::Right;
    QString reason; //!< of the token URL policy
};

TokenUrlLint lintTokenUrlValue(const SecretString &value, CredentialKind kind);

} // namespace keyturn
