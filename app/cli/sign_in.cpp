#include "app/cli/sign_in.h"

#include "app/cli/output.h"
#include "app/cli/secret_input.h"

#include <unistd.h>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

SecretString withoutLineEnd(const SecretString &line)
{
    return SecretString(line.bytes().trimmed());
}

} // namespace

Task<Result<SecretString>> TerminalPrompts::mfaCode(MfaQuestion question)
{
    QString trouble;
    switch (question.trouble) {
    case MfaQuestion::Trouble::None:
        break;
    case MfaQuestion::Trouble::NotSixDigits:
        trouble = tr("A code has six digits.");
        break;
    case MfaQuestion::Trouble::UsedBefore:
        trouble = tr("This code was used already; wait for the next.");
        break;
    case MfaQuestion::Trouble::Refused:
        trouble = tr("AWS did not accept the code.");
        break;
    }
    if (m_fromInput ? m_wasRead : !::isatty(STDIN_FILENO)) {
        const QString why =
            trouble.isEmpty()
                ? tr("profile %1 asks for a code of the MFA device %2").arg(question.profile, question.serial)
                : trouble;
        co_return Error{ErrorKind::Auth, Refusal::Mfa, why};
    }
    m_wasRead = true;
    const QString prompt = tr("Code of the MFA device %1 for profile %2: ").arg(question.serial, question.profile);
    const Result<SecretString> line = readStandardInput(trouble.isEmpty() ? prompt : trouble + u' ' + prompt);
    if (!line)
        co_return line.error();
    co_return withoutLineEnd(*line);
}

void TerminalPrompts::stillRuns(const QString &profile, const QString &program)
{
    if (::isatty(STDERR_FILENO) == 1)
        Output().note(
            tr("Waiting for the credential_process of profile %1 (%2), for a minute at most; Ctrl+C ends it...")
                .arg(profile, program));
}

} // namespace keyturn::cli
