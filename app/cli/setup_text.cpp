#include "app/cli/setup_text.h"

#include "app/cli/output.h"

namespace keyturn::cli {

using namespace Qt::StringLiterals;

QString SetupText::text(const Error &error, const ErrorContext &context)
{
    const QString &profile = context.profile;
    const QString what = printable(error.detail);
    const auto say = [](const QString &sentence, const QString &next) { return sentence + u"\n  "_s + next; };
    if (error.refusal == Refusal::EndpointConsent)
        return say(tr("Profile %1 would send requests to %2, which is not AWS: whoever listens there receives every "
                      "value that you save. Nothing was sent.")
                       .arg(profile, what),
                   tr("If that is right, repeat the command once with --trust-endpoint %1.").arg(what));
    if (error.refusal == Refusal::MixedEndpoints)
        return say(tr("Profile %1 would send some services to this computer and others elsewhere (%2). Nothing was "
                      "sent.")
                       .arg(profile, what),
                   tr("Name one endpoint for all of them with --endpoint-url or AWS_ENDPOINT_URL, or none."));
    if (error.refusal == Refusal::ReadOnly)
        return say(tr("\"%1\" was refused, because profile %2 is marked as production and read-only here. Nothing was "
                      "changed, and no provider was asked.")
                       .arg(what, profile),
                   tr("To change it anyway, repeat the command with --write-production."));
    if (error.refusal == Refusal::BadEndpoint)
        return say(tr("The endpoint %1 of profile %2 is neither an https URL nor http to 127.0.0.1 or [::1].")
                       .arg(what, profile),
                   tr("Correct endpoint_url in ~/.aws/config, or AWS_ENDPOINT_URL."));
    if (const QString text = signInText(error, context); !text.isEmpty())
        return text;
    if (error.refusal == Refusal::BadSetting)
        return say(tr("Profile %1 has a setting without a meaning: %2.").arg(profile, what),
                   tr("Correct it in ~/.aws/config or in the environment."));
    if (error.refusal == Refusal::ConfigSyntax || error.refusal == Refusal::ConfigUnreadable)
        return say(tr("The AWS configuration cannot be used: %1.").arg(what),
                   tr("Nothing was sent. Correct that file, or name another with AWS_CONFIG_FILE or "
                      "AWS_SHARED_CREDENTIALS_FILE."));
    if (error.refusal == Refusal::AccessKeys)
        return say(tr("Not access keys: %1.").arg(what), tr("Nothing was stored."));
    if (error.refusal == Refusal::CaBundle)
        return say(tr("Nothing was sent: %1.").arg(what),
                   tr("Correct AWS_CA_BUNDLE, or ca_bundle of profile %1.").arg(profile));
    if (error.refusal == Refusal::ProxySetting || error.refusal == Refusal::ProxyScheme)
        return say(tr("Nothing was sent: %1.").arg(what), tr("Correct it, or name this host in NO_PROXY."));
    return {};
}

QString SetupText::signInText(const Error &error, const ErrorContext &context)
{
    const QString &profile = context.profile;
    const QString what = printable(error.detail);
    const auto say = [](const QString &sentence, const QString &next) { return sentence + u"\n  "_s + next; };
    if (error.refusal == Refusal::ProcessConsent)
        return say(tr("Profile %1 gets its credentials by running this command, which was not agreed to yet: %2")
                       .arg(profile, what),
                   tr("If that is right, repeat the command once with --trust-process. It was not run."));
    if (error.refusal == Refusal::Process)
        return say(tr("There are no credentials: %1.").arg(what), tr("Run the command by hand to see what it prints."));
    if (error.refusal == Refusal::WebIdentity)
        return say(tr("There are no credentials: %1.").arg(what),
                   tr("Correct web_identity_token_file, or have the token renewed."));
    if (error.refusal == Refusal::SignIn)
        return say(tr("Profile %1 cannot sign in: %2.").arg(profile, what), tr("Correct it in ~/.aws/config."));
    if (error.refusal == Refusal::Mfa)
        return say(tr("No code of the MFA device was sent: %1").arg(what),
                   tr("Run the command on a terminal, or give the code on standard input with --mfa-stdin."));
    if (error.refusal == Refusal::SsoLogin)
        return say(tr("Profile %1 has to sign in first: %2.").arg(profile, what),
                   tr("Sign in with \"keyturnctl --profile %1 login\", or with \"aws sso login\".").arg(profile));
    if (error.refusal == Refusal::Login)
        return say(tr("Profile %1 has to sign in first: %2.").arg(profile, what), tr("Then repeat the command."));
    if (error.refusal == Refusal::SsoRefused || error.refusal == Refusal::SsoTooLate)
        return say(tr("Profile %1 was not signed in: %2.").arg(profile, what), tr("Begin again with \"login\"."));
    return {};
}

QString SetupText::adviceOnTls(const Error &error, const ErrorContext &context)
{
    if (error.refusal == Refusal::TlsUnknownIssuer)
        return tr("Where a proxy of your company opens TLS, name its certificate in AWS_CA_BUNDLE, or as ca_bundle of "
                  "profile %1.")
            .arg(context.profile);
    if (error.refusal == Refusal::TlsHostMismatch || error.refusal == Refusal::TlsNameConstraints)
        return tr("Someone else answers for this host, or its certificate was made for other names.");
    if (error.refusal == Refusal::TlsCertificateDate)
        return tr("The certificate has ended or does not count yet, or the clock of this computer is wrong.");
    if (error.detail.contains("too weak"_L1)) // OpenSSL's words for short keys, and for SHA-1 and MD5
        return tr("The certificate, or one above it, is too weak: a proxy or an old server may be the reason.");
    return tr("A proxy in between may be the reason.");
}

} // namespace keyturn::cli
