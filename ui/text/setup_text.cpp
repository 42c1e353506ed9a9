#include "ui/text/setup_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

std::optional<ErrorMessage> SetupText::message(const Error &error, const QString &profile)
{
    QString sentence;
    if (error.refusal == Refusal::EndpointConsent)
        sentence = tr("%1 would send requests to %2, which is not AWS. Nothing was sent.").arg(profile, error.detail);
    else if (error.refusal == Refusal::MixedEndpoints)
        sentence = tr("%1 would send some services to this computer and others elsewhere (%2). Nothing was sent. Name "
                      "one endpoint for all of them, or none.")
                       .arg(profile, error.detail);
    else if (error.refusal == Refusal::CaBundle)
        sentence = tr("Nothing was sent: %1. Correct AWS_CA_BUNDLE, or ca_bundle of %2.").arg(error.detail, profile);
    else if (error.refusal == Refusal::ProxySetting || error.refusal == Refusal::ProxyScheme)
        sentence = tr("Nothing was sent: %1.").arg(error.detail);
    else if (error.refusal == Refusal::ConfigSyntax || error.refusal == Refusal::ConfigUnreadable)
        sentence = tr("The AWS configuration can't be used: %1. Nothing was sent.").arg(error.detail);
    else if (error.refusal == Refusal::ProcessConsent)
        sentence = tr("%1 gets its credentials by running a command. It was not run.").arg(profile);
    else if (error.refusal == Refusal::Process || error.refusal == Refusal::WebIdentity
             || error.refusal == Refusal::SignIn)
        sentence = tr("%1 has no credentials: %2.").arg(profile, error.detail);
    else if (error.refusal == Refusal::Mfa)
        sentence = tr("%1 was not connected: %2.").arg(profile, error.detail);
    else if (error.refusal == Refusal::SsoRefused || error.refusal == Refusal::SsoTooLate)
        sentence = tr("%1 is not signed in: %2.").arg(profile, error.detail);
    else if (error.refusal == Refusal::SsoLogin || error.refusal == Refusal::Login)
        sentence = tr("%1 must sign in first: %2.").arg(profile, error.detail);
    else
        return {};
    const NextStep step = error.refusal == Refusal::SsoLogin ? NextStep::SignInToSso : NextStep::CheckProfile;
    return ErrorMessage{sentence, step, ErrorText::label(step), {}, {}};
}

} // namespace keyturn
