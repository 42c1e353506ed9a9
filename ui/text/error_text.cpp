#include "ui/text/error_text.h"

#include "core/aws/missing_permission.h"
#include "ui/text/error_rules.h"
#include "ui/text/setup_text.h"

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

QString withoutPort(const QString &host)
{
    return host.isEmpty() ? host : host.section(u':', 0, 0);
}

} // namespace

QString ErrorText::label(NextStep step)
{
    switch (step) {
    case NextStep::None:
        return {};
    case NextStep::TryAgain:
        return tr("Try again");
    case NextStep::Reload:
        return tr("Reload");
    case NextStep::SignIn:
        return tr("Sign in");
    case NextStep::SignInToSso:
        return tr("Sign in…");
    case NextStep::CheckProfile:
        return tr("Check the profile…");
    case NextStep::ShowPermission:
        return tr("Show the permission");
    case NextStep::EnterClientSecret:
        return tr("Enter the new secret…");
    case NextStep::Authorise:
        return tr("Enter a new refresh token…");
    case NextStep::UnlockKeychain:
        return tr("Unlock keychain");
    case NextStep::CheckProxy:
        return tr("Check the proxy…");
    case NextStep::OpenRaw:
        return tr("Open the raw text");
    case NextStep::ShowDetails:
        return tr("Details");
    }
    return {};
}

QString ErrorText::details(const Error &error)
{
    QStringList lines;
    if (!error.operation.isEmpty())
        lines << tr("Operation: %1").arg(error.operation);
    if (!error.host.isEmpty())
        lines << tr("Host: %1").arg(error.host);
    if (!error.code.isEmpty())
        lines << tr("Code: %1").arg(error.code);
    if (!error.detail.isEmpty())
        lines << tr("Answer: %1").arg(error.detail);
    if (!error.requestId.isEmpty())
        lines << tr("Request ID: %1").arg(error.requestId);
    return lines.join(u'\n');
}

QString ErrorText::refusal(const Error &error, const QString &subject)
{
    switch (otherRefusal(error)) {
    case OtherRefusal::ReservedName:
        return tr("Names that begin with aws or ssm belong to AWS. Choose another one; nothing was changed.");
    case OtherRefusal::FunctionPolicy:
        return tr("The rotation function does not let Secrets Manager call it: its resource policy has to allow "
                  "lambda:InvokeFunction to secretsmanager.amazonaws.com. Nothing was changed.");
    case OtherRefusal::RegionNotEnabled:
        return tr("This account may not use this region. Enable it for the account, or choose another one.");
    case OtherRefusal::None:
        break;
    }
    const std::optional<MissingPermission> missing = MissingPermission::of(error);
    if (!missing)
        return tr("Access denied: a permission is missing.");
    //: between two permissions
    const QString actions = missing->actions().join(u' ' + tr("and") + u' ');
    if (missing->isOfKey())
        return (isOfRead(error) ? tr("You can't use the KMS key of %1: the permission %2 is missing.")
                                : tr("You can't use the KMS key of %1: the permission %2 is missing. Nothing was "
                                     "changed."))
            .arg(subject.isEmpty() ? tr("this entry") : subject, actions);
    if (subject.isEmpty())
        return tr("Access denied: %1.").arg(actions);
    return tr("Access denied: %1 on %2.").arg(actions, subject);
}

ErrorMessage ErrorText::message(const Error &error, const QString &subject)
{
    if (const std::optional<ErrorMessage> setup = SetupText::message(error, subject))
        return *setup;
    const QString host = withoutPort(error.host);
    const QString where = host.isEmpty() ? tr("the service") : host;
    const QString what = subject.isEmpty() ? tr("it") : subject;
    if (error.answerLost) {
        const QString sentence =
            tr("Answer lost, outcome unknown: %1 may have carried out %2 on %3 or not. Look before you repeat it.")
                .arg(where, error.operation, what);
        return {sentence, NextStep::Reload, label(NextStep::Reload), details(error), error.requestId};
    }
    const ErrorRule *rule = ErrorRule::of(error, subject);
    if (!rule) { // AccessDenied, whose sentence names the permission
        const NextStep step =
            otherRefusal(error) == OtherRefusal::None ? NextStep::ShowPermission : NextStep::ShowDetails;
        return {refusal(error, subject), step, label(step), details(error), error.requestId};
    }
    return {filled(*rule, error, subject), rule->step, label(rule->step), details(error), error.requestId};
}

QString ErrorText::filled(const ErrorRule &rule, const Error &error, const QString &subject)
{
    const QString sentence = tr(rule.sentence);
    const QString host = withoutPort(error.host);
    switch (rule.fill) {
    case ErrorRule::Fill::Nothing:
        break;
    case ErrorRule::Fill::Where:
        return sentence.arg(host.isEmpty() ? tr("the service") : host);
    case ErrorRule::Fill::Who:
        return sentence.arg(host.isEmpty() ? tr("The service") : host);
    case ErrorRule::Fill::Host:
        return sentence.arg(error.host);
    case ErrorRule::Fill::Subject:
        return sentence.arg(subject.isEmpty() ? tr("The value") : subject);
    case ErrorRule::Fill::Detail:
        return sentence.arg(error.detail);
    case ErrorRule::Fill::HostAndDetail:
        return sentence.arg(error.host, error.detail);
    }
    return sentence;
}

QString ErrorText::requestLine(const ErrorMessage &message)
{
    return message.requestId.isEmpty() ? QString() : tr("Request ID %1").arg(message.requestId);
}

QString ErrorText::twoLines(const ErrorMessage &message)
{
    return message.requestId.isEmpty() ? message.sentence : message.sentence + u'\n' + requestLine(message);
}

ErrorMessage ErrorText::clockSkew(std::chrono::seconds ahead)
{
    const int minutes = int(std::abs(std::chrono::duration_cast<std::chrono::minutes>(ahead).count()));
    const QString amount = minutes == 1 ? tr("%n minute", nullptr, minutes) : tr("%n minutes", nullptr, minutes);
    const QString sentence =
        ahead.count() < 0
            ? tr("This computer's clock is %1 behind AWS. Requests are signed with the corrected time.").arg(amount)
            : tr("This computer's clock is %1 ahead of AWS. Requests are signed with the corrected time.").arg(amount);
    return {sentence, NextStep::ShowDetails, label(NextStep::ShowDetails), {}, {}};
}

QString ErrorText::obstacle(Refusal obstacle)
{
    if (obstacle == Refusal::NoRefreshToken)
        return tr("This secret holds no refresh token");
    if (obstacle == Refusal::NoClientSecret)
        return tr("This secret holds no client secret");
    if (obstacle == Refusal::NoClientId)
        return tr("This secret holds no client id");
    if (obstacle == Refusal::TokenUrl)
        return tr("The token URL in this secret is missing or not one of its provider");
    if (obstacle == Refusal::TokenUrlConsent)
        return tr("The token URL leads to a host that isn't on Keyturn's list: a refresh asks first");
    if (obstacle == Refusal::Replica)
        return tr("This secret is a replica; refresh it in its primary region");
    if (obstacle == Refusal::Owned)
        return tr("Another AWS service manages this secret");
    if (obstacle == Refusal::RotationPending)
        return tr("Finish the rotation in progress first");
    if (obstacle == Refusal::Deleted)
        return tr("Restore the secret first");
    if (obstacle == Refusal::Raw)
        return tr("The value is not a JSON object");
    if (obstacle == Refusal::Binary)
        return tr("The value is binary");
    return refusalWord(obstacle);
}

} // namespace keyturn
