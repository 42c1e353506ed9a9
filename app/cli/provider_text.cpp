#include "app/cli/provider_text.h"

#include "core/base/printable.h"
#include "core/rotation/refresh_exchange.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ProviderText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ProviderText)

public:
    using Text = std::pair<QString, QString>;

    static Text ofUrl(const Error &error, const ErrorContext &context)
    {
        if (error.refusal == Refusal::TokenUrlConsent)
            return {
                tr("\"%1\" would send its client secret and refresh token to %2, which is no token host that Keyturn "
                   "knows. Nothing was sent.")
                    .arg(context.name, printable(error.detail)),
                tr("If that is right, repeat the command once with --trust-token-url %1.")
                    .arg(printable(error.detail))};
        if (error.host.isEmpty() && error.detail.startsWith("the entry names"_L1))
            return {tr("The provider of \"%1\" was not asked: %2.").arg(context.name, error.detail),
                    tr("Name the provider with --provider, or the key that holds the URL with --map token-url=KEY.")};
        return {tr("The token URL of \"%1\" is not one Keyturn sends secrets to; nothing was sent.").arg(context.name),
                {}};
    }

    static Text ofProbe(const Error &error, const ErrorContext &context)
    {
        const QString &name = context.name;
        if (error.refusal == Refusal::ProbeUrlConsent)
            return {tr("\"%1\" would show its access token to %2, which is not a host Keyturn knows. Nothing was sent.")
                        .arg(name, printable(error.detail)),
                    tr("If that is right, repeat the command once with --trust-probe-url %1.")
                        .arg(printable(error.detail))};
        if (error.refusal == Refusal::NoProbe)
            return {
                tr("It is not known how a token of %1 is tried out; nothing was sent.").arg(printable(error.detail)),
                tr("Name an address that answers 200 if the token works with --probe-url.")};
        return {tr("The address where the token of \"%1\" would be tried out is not one to send a token to: %2.")
                    .arg(name, printable(error.detail)),
                tr("Correct the tag keyturn:probe-url, or name another one with --probe-url.")};
    }

    static Text ofAnswer(const Error &error, const ErrorContext &context, const QString &host)
    {
        if (error.refusal == Refusal::AnswerLost)
            return {tr("The answer of %1 was lost or cannot be understood, so it is not known whether it issued new "
                       "tokens for \"%2\"; AWS holds what it held.")
                        .arg(host, context.name),
                    {}};
        if (error.code == "invalid_grant"_L1)
            return {
                tr("The provider does not accept the refresh token of \"%1\"; nothing was changed.").arg(context.name),
                tr("Authorise the application again: \"keyturnctl authorize %1\".").arg(context.name)};
        if (error.refusal == Refusal::ProbeRefused)
            return {tr("%1 does not accept the new token of \"%2\", so the old one stays; nothing was changed in AWS.")
                        .arg(host, context.name),
                    tr("If the provider is slow, wait longer with --probe-wait; without --probe the token is stored.")};
        if (error.code == "invalid_client"_L1 || error.code == "unauthorized_client"_L1)
            return {tr("The provider does not accept client id and secret of \"%1\"; nothing was changed.")
                        .arg(context.name),
                    tr("Compare them with the provider's console: the secret may have been rotated there.")};
        if (error.kind == ErrorKind::Network || error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Tls)
            return {tr("The provider (%1) could not be reached; nothing was sent, and nothing was changed in AWS.")
                        .arg(host),
                    tr("Check the network and try again.")};
        return {tr("The provider %1 did not give a token; nothing was changed in AWS.").arg(host),
                tr("Try again later.")};
    }

    static Text ofConsent(const Error &error, const ErrorContext &context)
    {
        const QString again = tr("Nothing was changed. Run the command again.");
        const QString &name = context.name;
        if (error.code == "access_denied"_L1)
            return {tr("The consent for \"%1\" was refused in the browser.").arg(name), again};
        if (error.refusal == Refusal::NoAnswer)
            return {tr("No answer from the browser within five minutes."), again};
        if (error.refusal == Refusal::NotTheRedirect)
            return {tr("That is not the address the browser was sent to: it begins with %1?").arg(error.detail), again};
        if (error.refusal == Refusal::WrongState)
            return {tr("That address answers another request; it was not used."), again};
        if (error.refusal == Refusal::WrongIssuer)
            return {
                tr("The answer comes from another provider than the one that was asked, so its code was sent nowhere."),
                tr("Someone may be trying to mix them up. Nothing was changed.")};
        if (error.refusal == Refusal::PortInUse)
            return {tr("The browser cannot come back: %1.").arg(error.detail),
                    tr("End that program; or register another port with the provider and give it as --redirect-port.")};
        if (error.refusal == Refusal::AuthorizationUrl)
            return {tr("It is not known where the provider of \"%1\" asks for consent.").arg(name),
                    tr("Give its https address with --authorize-url.")};
        if (error.refusal == Refusal::RedirectUri)
            return {tr("\"%1\" cannot be a redirect URI.").arg(printable(error.detail)),
                    tr("It is https://..., or http:// with 127.0.0.1, localhost or [::1], a path and no query.")};
        if (error.refusal == Refusal::Unfinished)
            return {tr("New tokens of \"%1\" wait to be stored.").arg(name),
                    tr("\"keyturnctl resume %1\" stores them.").arg(name)};
        if (error.refusal == Refusal::NoJournal)
            return {tr("Nobody was asked: there is no journal in which the answer could be kept."), {}};
        if (error.refusal == Refusal::AnswerLost)
            return {tr("The answer to the consent for \"%1\" was lost; AWS holds what it held.").arg(name),
                    tr("A code is good once: authorise again.")};
        if (error.code == "invalid_grant"_L1)
            return {tr("The provider does not accept the code: it is good once, and not for long."), again};
        if (error.code == "invalid_client"_L1 || error.code == "unauthorized_client"_L1)
            return ofAnswer(error, context, {});
        return {tr("The provider gave no consent for \"%1\".").arg(name), again};
    }

    static Text ofEntry(const Error &error, const ErrorContext &context)
    {
        const Refusal why = error.refusal;
        const QString &name = context.name;
        if (why == Refusal::NoRefreshToken || why == Refusal::NoClientSecret || why == Refusal::NoClientId) {
            const bool namesRoles = error.detail != "this entry cannot be refreshed"_L1;
            return {
                namesRoles ? tr("\"%1\" lacks what a refresh needs: %2.").arg(name, error.detail)
                           : tr("\"%1\" holds no refresh token with a client id and secret.").arg(name),
                tr("\"keyturnctl show %1\" lists its keys; --map client-id=KEY,... says which key is what.").arg(name)};
        }
        if (why == Refusal::RotationEnabled)
            return {tr("A rotation function also refreshes \"%1\", and both would use up the same refresh token; "
                       "the provider was not asked.")
                        .arg(name),
                    tr("Let the function do it, or refresh anyway with --despite-rotation.")};
        if (why == Refusal::RotationPending)
            return {tr("A rotation of \"%1\" is under way (AWSPENDING); it must end first.").arg(name), {}};
        if (why == Refusal::Deleted)
            return {tr("\"%1\" is scheduled for deletion.").arg(name), tr("Restore it first.")};
        return {};
    }

    static QString endpoint() { return tr("the endpoint"); }
};

} // namespace

bool isOfTokenUrl(const Error &error)
{
    return error.refusal == Refusal::TokenUrl || error.refusal == Refusal::TokenUrlConsent;
}

std::pair<QString, QString> providerText(const Error &error, const ErrorContext &context)
{
    if (isOfTokenUrl(error))
        return ProviderText::ofUrl(error, context);
    if (error.operation == "probe"_L1)
        return ProviderText::ofProbe(error, context);
    return ProviderText::ofAnswer(error, context, error.host.isEmpty() ? ProviderText::endpoint() : error.host);
}

std::pair<QString, QString> consentText(const Error &error, const ErrorContext &context)
{
    return ProviderText::ofConsent(error, context);
}

std::pair<QString, QString> obstacleText(const Error &error, const ErrorContext &context)
{
    return ProviderText::ofEntry(error, context);
}

} // namespace keyturn::cli
