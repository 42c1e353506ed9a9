#include "app/cli/console_error_text.h"

#include <QCoreApplication>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

class ConsoleErrorText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ConsoleErrorText)
};

} // namespace

std::optional<std::pair<QString, QString>> consoleErrorText(const Error &error, const ErrorContext &context)
{
    using Text = std::pair<QString, QString>;
    if (error.operation == "console"_L1 && error.refusal == Refusal::NoAnswer)
        return Text{ConsoleErrorText::tr("No browser came for the link within a minute; nobody was signed in."),
                    ConsoleErrorText::tr("Run the command again, and open the address that it prints.")};
    if (error.operation != "signin:GetSigninToken"_L1)
        return std::nullopt;
    const QString next = ConsoleErrorText::tr(
        "Choose a --profile with role_arn or SSO: the console takes their temporary credentials, not those of "
        "GetSessionToken.");
    if (error.refusal == Refusal::AccessKeys)
        return Text{
            ConsoleErrorText::tr("Profile %1 has access keys, and the AWS console takes temporary credentials only. "
                                 "Nothing was sent.")
                .arg(context.profile),
            next};
    if (error.refusal == Refusal::NotARegion)
        return Text{ConsoleErrorText::tr("Keyturn knows no AWS console for %1.").arg(error.detail), {}};
    if (error.kind == ErrorKind::Auth)
        return Text{
            ConsoleErrorText::tr("The AWS console does not accept the credentials of profile %1.").arg(context.profile),
            next};
    return std::nullopt;
}

} // namespace keyturn::cli
