#pragma once
#include "core/credentials/sign_in_context.h"

namespace keyturn {

//! Asks in a dialog in front of the window that is active.
class MfaPrompts final : public SignInPrompts {
public:
    Task<Result<SecretString>> mfaCode(MfaQuestion question) override;
};

} // namespace keyturn
