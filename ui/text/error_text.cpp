#include "ui/text/error_text.h"

#include "core/aws/missing_permission.h"
#include "ui/text/setup_text.h"

#include <QHash>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

bool isCode(const Error &error, QLatin1StringView word)
{
    return error.code.compare(word, Qt::CaseInsensitive) == 0;
}

bool codeHas(const Error &error, QLatin1StringView word)
{
    return error.code.contains(word, Qt::CaseInsensitive);
}

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
        return tr("The KMS key of %1 may not be used: the permission %2 is missing. Nothing was changed.")
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
    QString sentence;
    NextStep step = NextStep::ShowDetails;
    if (error.answerLost) {
        sentence =
            tr("Answer lost, outcome unknown: %1 may have carried out %2 on %3 or not. Look before you repeat it.")
                .arg(where, error.operation, what);
        return {sentence, NextStep::Reload, label(NextStep::Reload), details(error), error.requestId};
    }

    switch (error.kind) {
    case ErrorKind::Network:
        sentence = codeHas(error, "HostNotFound"_L1)
                       ? tr("There is no host %1. Check the region and the endpoint of this profile.").arg(where)
                       : tr("Can't reach AWS: no connection to %1.").arg(where);
        if (!error.host.isEmpty() && !host.contains(u"amazonaws"_s) && !codeHas(error, "HostNotFound"_L1))
            sentence = tr("No connection to %1.").arg(error.host);
        step = codeHas(error, "HostNotFound"_L1) ? NextStep::CheckProfile : NextStep::TryAgain;
        break;
    case ErrorKind::Timeout:
        sentence = tr("No answer from %1 in time. Look at it again before you repeat a change.").arg(where);
        step = NextStep::TryAgain;
        break;
    case ErrorKind::Tls:
        sentence =
            isCode(error, "tls-unknown-issuer"_L1)
                ? tr("The connection to %1 is not trusted: nobody known vouches for its certificate. Nothing was "
                     "sent. Where a proxy of your company opens TLS, name its certificate as ca_bundle.")
                      .arg(where)
                : tr("The connection to %1 is not trusted: its certificate was refused. Nothing was sent.").arg(where);
        step = NextStep::CheckProxy;
        break;
    case ErrorKind::Auth:
        if (isCode(error, "invalid_client"_L1)) {
            sentence =
                tr("The provider does not accept this client secret (invalid_client). It was replaced or has ended.");
            step = NextStep::EnterClientSecret;
        } else if (isCode(error, "invalid_grant"_L1)) {
            sentence = tr("The refresh token was withdrawn (invalid_grant). Authorise the app again to get a new one.");
            step = NextStep::Authorise;
        } else if (isCode(error, "unauthorized_client"_L1)) {
            sentence = tr("The provider does not allow this app to refresh tokens (unauthorized_client).");
        } else if (codeHas(error, "Signature"_L1)) {
            sentence = tr("AWS refused the signature: the secret access key does not belong to this access key ID.");
            step = NextStep::CheckProfile;
        } else if (codeHas(error, "Unrecognized"_L1) || codeHas(error, "InvalidClientTokenId"_L1)) {
            sentence =
                tr("AWS does not know this access key. It is wrong, deactivated or belongs to another partition.");
            step = NextStep::CheckProfile;
        } else {
            sentence = tr("%1 does not accept these credentials.").arg(host.isEmpty() ? tr("The service") : host);
            step = NextStep::CheckProfile;
        }
        break;
    case ErrorKind::Expired:
        sentence = tr("Session expired. Renew your credentials, then try again.");
        step = NextStep::SignIn;
        break;
    case ErrorKind::AccessDenied:
        sentence = refusal(error, subject);
        if (otherRefusal(error) == OtherRefusal::None)
            step = NextStep::ShowPermission;
        break;
    case ErrorKind::NotFound:
        sentence = subject.isEmpty() ? tr("Not found in this region.")
                                     : tr("There is no %1 in this region. Check the name and the region.").arg(subject);
        step = NextStep::CheckProfile;
        break;
    case ErrorKind::Conflict:
        if (codeHas(error, "ResourceExists"_L1) || codeHas(error, "AlreadyExists"_L1)) {
            sentence = tr("The name is taken. Nothing was changed.");
            step = NextStep::None;
        } else {
            sentence = tr("Somebody else changed this entry while you were editing; theirs stays.");
            step = NextStep::Reload;
        }
        break;
    case ErrorKind::Throttled:
        sentence = tr("AWS is throttling requests. Nothing was changed; try again shortly.");
        step = NextStep::TryAgain;
        break;
    case ErrorKind::Limit:
        sentence =
            isCode(error, "ParameterMaxVersionLimitExceeded"_L1)
                ? tr("AWS keeps 100 versions of a parameter, and the oldest carries a label. Move that label to "
                     "another version; nothing was changed.")
            : isCode(error, "size"_L1)
                ? tr("The value would exceed the 65,536 bytes a secret may have. Shorten it or split it over two "
                     "secrets; nothing was changed.")
                : tr("This exceeds a limit of AWS, trying again does not help. Nothing was changed.");
        break;
    case ErrorKind::Invalid:
        if (isCode(error, "replica"_L1)) {
            sentence = tr("This secret is a replica, so it cannot be changed here. Open it in its primary region.");
            step = NextStep::CheckProfile;
        } else if (isCode(error, "deleted"_L1) || error.detail.contains("marked for deletion"_L1)
                   || error.detail.contains("scheduled for deletion"_L1)) {
            sentence = tr("This secret is scheduled for deletion, so it cannot be changed. Restore it first.");
        } else if (isCode(error, "owned"_L1)) {
            sentence = tr("Another AWS service manages this secret. Change it in that service instead.");
        } else if (isCode(error, "invalid_scope"_L1))
            sentence = tr("The provider does not know this scope (invalid_scope). Check the scope in the secret.");
        else if (error.operation == "refresh_token"_L1)
            sentence =
                tr("The token request cannot be sent as it stands. Check client ID, token URL and refresh token.");
        else if (error.operation.isEmpty() && error.host.isEmpty() && !error.detail.isEmpty())
            sentence = tr("This cannot be done: %1. Nothing was changed.").arg(error.detail); // our own check
        else
            sentence = tr("AWS does not accept this request. Nothing was changed.");
        break;
    case ErrorKind::Protocol:
        if (error.detail.contains(u"HTML"_s, Qt::CaseInsensitive) || codeHas(error, "html"_L1)) {
            sentence = tr("A proxy or sign-in page answered instead of %1.").arg(where);
            step = NextStep::CheckProxy;
        } else if (error.host.isEmpty() && error.operation.isEmpty()) {
            sentence =
                tr("%1 is not a JSON object. It opens as raw text.").arg(subject.isEmpty() ? tr("The value") : subject);
            step = NextStep::OpenRaw;
        } else if (!error.detail.isEmpty()) {
            sentence = tr("%1 did not send an AWS response: %2.").arg(error.host, error.detail);
            step = NextStep::TryAgain;
        } else {
            sentence = tr("The answer of %1 cannot be understood. Nothing was changed.").arg(where);
            step = NextStep::TryAgain;
        }
        break;
    case ErrorKind::Unavailable:
        sentence =
            tr("%1 has trouble at the moment. Nothing was changed.").arg(host.isEmpty() ? tr("The service") : host);
        step = NextStep::TryAgain;
        break;
    case ErrorKind::Keychain:
        if (isCode(error, "locked"_L1)) {
            sentence = tr("The keychain is locked, so nothing can be kept safely.");
            step = NextStep::UnlockKeychain;
        } else if (isCode(error, "denied"_L1)) {
            sentence = tr("The keychain denied access.");
            step = NextStep::UnlockKeychain;
        } else if (isCode(error, "absent"_L1)) {
            sentence = tr("There is no keychain on this computer. Keyturn keeps nothing in files instead.");
        } else if (isCode(error, "hung"_L1)) {
            sentence = tr("The keychain does not answer. It may be waiting for a password in another window.");
            step = NextStep::TryAgain;
        } else {
            sentence = tr("The keychain could not keep this.");
            step = NextStep::TryAgain;
        }
        break;
    case ErrorKind::Io:
        if (isCode(error, "journal"_L1)) {
            sentence = tr("Couldn't write the recovery note (%1), so nothing was saved.").arg(error.detail);
            step = NextStep::TryAgain;
            break;
        }
        sentence = codeHas(error, "AddressInUse"_L1) || codeHas(error, "port"_L1)
                       ? tr("The port is in use by another program. Choose another one.")
                       : tr("This computer refused it: %1.").arg(error.detail);
        break;
    case ErrorKind::Unsupported:
        sentence = tr("Keyturn does not do this: %1.").arg(error.detail);
        break;
    case ErrorKind::Cancelled:
        sentence = tr("Stopped. Nothing was changed by Keyturn after that.");
        step = NextStep::None;
        break;
    }
    return {sentence, step, label(step), details(error), error.requestId};
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

QString ErrorText::obstacle(const QString &obstacle)
{
    if (obstacle == "no-refresh-token"_L1)
        return tr("This secret holds no refresh token");
    if (obstacle == "no-client-secret"_L1)
        return tr("This secret holds no client secret");
    if (obstacle == "no-client-id"_L1)
        return tr("This secret holds no client id");
    if (obstacle == "token-url"_L1)
        return tr("The token URL in this secret is missing or not one of its provider");
    if (obstacle == "token-url-consent"_L1)
        return tr("The token URL leads to a host that Keyturn does not know");
    if (obstacle == "replica"_L1)
        return tr("This secret is a replica; refresh it in its primary region");
    if (obstacle == "owned"_L1)
        return tr("Another AWS service manages this secret");
    if (obstacle == "rotation-pending"_L1)
        return tr("Finish the rotation in progress first");
    if (obstacle == "deleted"_L1)
        return tr("Restore the secret first");
    if (obstacle == "raw"_L1)
        return tr("The value is not a JSON object");
    if (obstacle == "binary"_L1)
        return tr("The value is binary");
    return obstacle;
}

} // namespace keyturn
