#pragma once
#include "core/credentials/sign_in_context.h"

#include <QCoreApplication>

namespace keyturn::cli {

//! Asks on the terminal, where the code is not shown; or takes the one code that stands on standard input.
class TerminalPrompts final : public SignInPrompts {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::TerminalPrompts)

public:
    //! \p fromInput: --mfa-stdin.
    explicit TerminalPrompts(bool fromInput) : m_fromInput(fromInput) {}

    //! Auth "mfa" where nobody can be asked (any more): the detail says why.
    Task<Result<SecretString>> mfaCode(MfaQuestion question) override;
    //! Says so where somebody sits in front of it.
    void stillRuns(const QString &profile, const QString &program) override;

private:
    const bool m_fromInput;
    bool m_wasRead = false;
};

} // namespace keyturn::cli
