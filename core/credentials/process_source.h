#pragma once
#include "core/credentials/command_consent.h"
#include "core/credentials/refreshing_credentials.h"
#include "core/credentials/sign_in_context.h"
#include "core/profile/sign_in.h"

#include <chrono>

namespace keyturn {

//! credential_process: a program that prints credentials. It is run only after the user agreed to this very command, by
//! its words and without a shell, with nothing on its standard input; it and what it has started are ended after a
//! minute, or when it prints more than 64 KiB.
class ProcessSource final : public CredentialSource {
public:
    struct Limits {
        std::chrono::milliseconds time{60'000};
        qsizetype bytes = 64LL * 1024;          //!< of either stream
        std::chrono::milliseconds quiet{2'000}; //!< until SignInPrompts are told what is waited for
    };
    //! \p signIn has Base::Process.
    ProcessSource(SignIn signIn, const SignInContext &context);
    ProcessSource(SignIn signIn, const SignInContext &context, Limits limits);

    //! Invalid "process-consent": the detail is the command. Io "process": the detail says what went wrong.
    Task<Result<Credentials>> fetch() override;
    QString description() const override;

private:
    Task<Result<SecretString>> output() const;

    const SignIn m_signIn;
    const CommandConsent m_consent;
    SignInPrompts *const m_prompts;
    const Limits m_limits;
};

//! What a credential_process has printed: {"Version": 1, "AccessKeyId", "SecretAccessKey", "SessionToken"?,
//! "Expiration"?}. Io "process" where it is anything else.
Result<Credentials> credentialsOfProcess(const SecretString &output);

} // namespace keyturn
