#include "ui/text/setup_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

std::optional<ErrorMessage> SetupText::message(const Error &error, const QString &profile)
{
    QString sentence;
    if (error.code == "endpoint-consent"_L1)
        sentence = tr("%1 would send requests to %2, which is not AWS. Nothing was sent.").arg(profile, error.detail);
    else if (error.code == "mixed-endpoints"_L1)
        sentence = tr("%1 would send some services to this computer and others elsewhere (%2). Nothing was sent. Name "
                      "one endpoint for all of them, or none.")
                       .arg(profile, error.detail);
    else if (error.code == "ca-bundle"_L1)
        sentence = tr("Nothing was sent: %1. Correct AWS_CA_BUNDLE, or ca_bundle of %2.").arg(error.detail, profile);
    else if (error.code == "proxy-setting"_L1 || error.code == "proxy-scheme"_L1)
        sentence = tr("Nothing was sent: %1.").arg(error.detail);
    else if (error.code == "process-consent"_L1)
        sentence = tr("%1 gets its credentials by running a command. It was not run.").arg(profile);
    else if (error.code == "process"_L1 || error.code == "web-identity"_L1 || error.code == "sign-in"_L1)
        sentence = tr("%1 has no credentials: %2.").arg(profile, error.detail);
    else if (error.code == "mfa"_L1)
        sentence = tr("%1 was not connected: %2.").arg(profile, error.detail);
    else if (error.code == "sso-login"_L1)
        sentence = tr("%1 must sign in first: %2. Run \"aws sso login\" or \"keyturnctl login\" for it.")
                       .arg(profile, error.detail);
    else
        return {};
    const NextStep step = NextStep::CheckProfile;
    return ErrorMessage{sentence, step, ErrorText::label(step), {}, {}};
}

} // namespace keyturn
