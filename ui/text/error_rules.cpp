#include "ui/text/error_rules.h"

#include <algorithm>

namespace keyturn {
using namespace Qt::StringLiterals;

namespace {

using Kind = ErrorKind;
using Fill = ErrorRule::Fill;
using Next = NextStep;

bool isOfAws(const Error &error, const QString &)
{
    return error.host.isEmpty() || error.host.contains(u"amazonaws"_s);
}

bool hasSubject(const Error &, const QString &subject)
{
    return !subject.isEmpty();
}

bool hasDetail(const Error &error, const QString &)
{
    return !error.detail.isEmpty();
}

bool isOfDeletion(const Error &error, const QString &)
{
    return error.refusal == Refusal::Deleted || error.detail.contains("marked for deletion"_L1)
           || error.detail.contains("scheduled for deletion"_L1);
}

bool isOfRefresh(const Error &error, const QString &)
{
    return error.operation == "refresh_token"_L1;
}

bool ofRead(const Error &error, const QString &)
{
    return isOfRead(error);
}

bool isOfConsole(const Error &error, const QString &)
{
    return error.operation == "signin:GetSigninToken"_L1;
}

bool isOurOwn(const Error &error, const QString &)
{
    return error.operation.isEmpty() && error.host.isEmpty();
}

bool isOurOwnCheck(const Error &error, const QString &subject)
{
    return isOurOwn(error, subject) && hasDetail(error, subject);
}

//! What a reminder chain is made of: nothing that has been edited.
bool isOfChain(const Error &error, const QString &)
{
    return error.operation.startsWith("sns:"_L1) || error.operation.startsWith("events:"_L1)
           || error.operation.startsWith("cloudformation:"_L1);
}

bool isHtml(const Error &error, const QString &)
{
    return error.refusal == Refusal::AnsweredHtml || error.detail.contains("HTML"_L1, Qt::CaseInsensitive);
}

#define SENTENCE(text) QT_TRANSLATE_NOOP("ErrorText", text)

//! The first that fits counts: within a kind the particular ones stand before the general one.
const ErrorRule rules[] = {
    {Kind::Network, Refusal::HostNotFound, nullptr,
     SENTENCE("Can't find the host %1. Check the region and the endpoint of this profile."), Fill::Where,
     Next::CheckProfile},
    // In the words of app/cli/error_text.cpp.
    {Kind::Network, Refusal::Truncated, nullptr, SENTENCE("The answer of %1 was cut off or has no valid end: %2."),
     Fill::HostAndDetail, Next::TryAgain},
    {Kind::Network, Refusal::ProxyAuthenticationRequired, nullptr,
     SENTENCE("The proxy in front of %1 wants a sign-in: %2."), Fill::HostAndDetail, Next::CheckProxy},
    {Kind::Network, Refusal::ProxyUnreachable, nullptr, SENTENCE("Cannot reach the proxy in front of %1: %2."),
     Fill::HostAndDetail, Next::CheckProxy},
    {Kind::Network, "", isOfAws, SENTENCE("Can't reach AWS: no connection to %1."), Fill::Where, Next::TryAgain},
    {Kind::Network, "", nullptr, SENTENCE("No connection to %1."), Fill::Host, Next::TryAgain},

    {Kind::Timeout, Refusal::StackUnfinished, nullptr,
     SENTENCE("AWS is still working on the stack. Check again in a while."), Fill::Nothing, Next::TryAgain},
    {Kind::Timeout, "", nullptr, SENTENCE("No answer from %1 in time. Look at it again before you repeat a change."),
     Fill::Where, Next::TryAgain},

    {Kind::Tls, Refusal::TlsUnknownIssuer, nullptr,
     SENTENCE("The connection to %1 is not trusted: its certificate is from an unknown issuer. Nothing was sent. If a "
              "company proxy inspects TLS, set its certificate as ca_bundle."),
     Fill::Where, Next::CheckProxy},
    {Kind::Tls, "", nullptr,
     SENTENCE("The connection to %1 is not trusted: its certificate was refused. Nothing was sent."), Fill::Where,
     Next::CheckProxy},

    {Kind::Auth, "=invalid_client", nullptr,
     SENTENCE("The provider does not accept this client secret (invalid_client). It was replaced or has expired."),
     Fill::Nothing, Next::EnterClientSecret},
    {Kind::Auth, "=invalid_grant", nullptr,
     SENTENCE("The refresh token was withdrawn (invalid_grant). Authorise the app again to get a new one."),
     Fill::Nothing, Next::Authorise},
    {Kind::Auth, "=unauthorized_client", nullptr,
     SENTENCE("The provider does not allow this app to refresh tokens (unauthorized_client)."), Fill::Nothing,
     Next::ShowDetails},
    {Kind::Auth, "Signature", nullptr,
     SENTENCE("Signature rejected: the secret access key doesn't match this access key ID."), Fill::Nothing,
     Next::CheckProfile},
    {Kind::Auth, "Unrecognized|InvalidClientTokenId", nullptr,
     SENTENCE("AWS doesn't recognise this access key. It is wrong, deactivated or from another partition."),
     Fill::Nothing, Next::CheckProfile},
    {Kind::Auth, "", isOfConsole,
     SENTENCE("The AWS console does not accept these credentials. It takes those of a role or of SSO, not those of "
              "GetSessionToken."),
     Fill::Nothing, Next::CheckProfile},
    {Kind::Auth, "", nullptr, SENTENCE("%1 does not accept these credentials."), Fill::Who, Next::CheckProfile},

    {Kind::Expired, "", nullptr, SENTENCE("Session expired. Renew your credentials, then try again."), Fill::Nothing,
     Next::SignIn},

    {Kind::NotFound, Refusal::OtherRegion, nullptr, SENTENCE("This ARN is in region %1. Open that region."),
     Fill::Detail, Next::CheckProfile},
    {Kind::NotFound, Refusal::OtherAccount, nullptr,
     SENTENCE("This ARN is in another account than %1, which is signed in. Choose a profile of its account."),
     Fill::Detail, Next::CheckProfile},
    {Kind::NotFound, Refusal::NoStack, nullptr, SENTENCE("There is no stack %1 in this region any more."), Fill::Detail,
     Next::None},
    {Kind::NotFound, "", isOfChain, SENTENCE("AWS has no such thing in this region any more. Check again."),
     Fill::Nothing, Next::TryAgain},
    {Kind::NotFound, "", hasSubject, SENTENCE("There is no %1 in this region. Check the name and the region."),
     Fill::Subject, Next::CheckProfile},
    {Kind::NotFound, "", nullptr, SENTENCE("Not found in this region."), Fill::Nothing, Next::CheckProfile},

    {Kind::Conflict, Refusal::StackFailed, nullptr, SENTENCE("AWS couldn't change the stack as wanted: %1."),
     Fill::Detail, Next::None},
    {Kind::Conflict, "ResourceExists|AlreadyExists", nullptr, SENTENCE("The name is taken. Nothing was changed."),
     Fill::Nothing, Next::None},
    {Kind::Conflict, "", isOfChain, SENTENCE("Someone else is changing this in AWS. Check again in a while."),
     Fill::Nothing, Next::TryAgain},
    {Kind::Conflict, "", nullptr,
     SENTENCE("Someone else changed this entry while you were editing; their version stays."), Fill::Nothing,
     Next::Reload},

    {Kind::Throttled, "", ofRead, SENTENCE("AWS is throttling requests. Try again shortly."), Fill::Nothing,
     Next::TryAgain},
    {Kind::Throttled, "", nullptr, SENTENCE("AWS is throttling requests. Nothing was changed; try again shortly."),
     Fill::Nothing, Next::TryAgain},

    {Kind::Limit, "=ParameterMaxVersionLimitExceeded", nullptr,
     SENTENCE("AWS keeps 100 versions of a parameter, and the oldest carries a label. Move that label to another "
              "version; nothing was changed."),
     Fill::Nothing, Next::ShowDetails},
    {Kind::Limit, Refusal::Size, nullptr,
     SENTENCE("The value would exceed the 65,536 bytes a secret may have. Shorten it or split it over two secrets; "
              "nothing was changed."),
     Fill::Nothing, Next::ShowDetails},
    {Kind::Limit, "", nullptr, SENTENCE("This exceeds an AWS limit, and trying again won't help. Nothing was changed."),
     Fill::Nothing, Next::ShowDetails},

    {Kind::Invalid, Refusal::TwoEntries, nullptr, SENTENCE("%1 is the name of a secret and of a parameter."),
     Fill::Detail, Next::ShowDetails},
    {Kind::Invalid, Refusal::OtherStore, nullptr, SENTENCE("%1 is an ARN of the other store."), Fill::Detail,
     Next::ShowDetails},
    {Kind::Invalid, Refusal::VersionInName, nullptr,
     SENTENCE("A name has no version or label behind it. Leave out “%1”."), Fill::Detail, Next::ShowDetails},
    {Kind::Invalid, Refusal::NotARegion, nullptr,
     SENTENCE("%1 is not an AWS region. Nothing was sent; choose a region such as us-east-1."), Fill::Detail,
     Next::CheckProfile},
    {Kind::Invalid, Refusal::Replica, nullptr,
     SENTENCE("This secret is a replica, so it can't be changed here. Open it in its primary region."), Fill::Nothing,
     Next::CheckProfile},
    {Kind::Invalid, "", isOfDeletion,
     SENTENCE("This secret is scheduled for deletion, so it can't be changed. Restore it first."), Fill::Nothing,
     Next::ShowDetails},
    {Kind::Invalid, Refusal::Owned, nullptr,
     SENTENCE("Another AWS service manages this secret. Change it in that service instead."), Fill::Nothing,
     Next::ShowDetails},
    {Kind::Invalid, "=invalid_scope", nullptr,
     SENTENCE("The provider does not know this scope (invalid_scope). Check the scope in the secret."), Fill::Nothing,
     Next::ShowDetails},
    {Kind::Invalid, "", isOfRefresh,
     SENTENCE("The token request can't be sent as it is. Check client ID, token URL and refresh token."), Fill::Nothing,
     Next::ShowDetails},
    {Kind::Invalid, "", isOurOwnCheck, SENTENCE("Can't do this: %1. Nothing was changed."), Fill::Detail,
     Next::ShowDetails},
    {Kind::Invalid, "", ofRead, SENTENCE("AWS does not accept this request."), Fill::Nothing, Next::ShowDetails},
    {Kind::Invalid, "", nullptr, SENTENCE("AWS does not accept this request. Nothing was changed."), Fill::Nothing,
     Next::ShowDetails},

    {Kind::Protocol, "", isHtml, SENTENCE("A proxy or sign-in page answered instead of %1."), Fill::Where,
     Next::CheckProxy},
    {Kind::Protocol, "", isOurOwn, SENTENCE("%1 is not a JSON object. It opens as raw text."), Fill::Subject,
     Next::OpenRaw},
    {Kind::Protocol, "", hasDetail, SENTENCE("%1 did not send an AWS response: %2."), Fill::HostAndDetail,
     Next::TryAgain},
    {Kind::Protocol, "", ofRead, SENTENCE("Can't understand the answer from %1."), Fill::Where, Next::TryAgain},
    {Kind::Protocol, "", nullptr, SENTENCE("Can't understand the answer from %1. Nothing was changed."), Fill::Where,
     Next::TryAgain},

    {Kind::Unavailable, "", ofRead, SENTENCE("%1 is having problems."), Fill::Who, Next::TryAgain},
    {Kind::Unavailable, "", nullptr, SENTENCE("%1 is having problems. Nothing was changed."), Fill::Who,
     Next::TryAgain},

    {Kind::Keychain, Refusal::Locked, nullptr, SENTENCE("The keychain is locked, so nothing can be stored safely."),
     Fill::Nothing, Next::UnlockKeychain},
    {Kind::Keychain, Refusal::Denied, nullptr, SENTENCE("The keychain denied access."), Fill::Nothing,
     Next::UnlockKeychain},
    {Kind::Keychain, Refusal::Absent, nullptr,
     SENTENCE("There is no keychain on this computer, and Keyturn doesn't store secrets in files."), Fill::Nothing,
     Next::ShowDetails},
    {Kind::Keychain, Refusal::Hung, nullptr,
     SENTENCE("The keychain does not answer. It may be waiting for a password in another window."), Fill::Nothing,
     Next::TryAgain},
    {Kind::Keychain, "", nullptr, SENTENCE("Couldn't store this in the keychain."), Fill::Nothing, Next::TryAgain},

    {Kind::Io, Refusal::Journal, nullptr, SENTENCE("Couldn't write the recovery note (%1), so nothing was saved."),
     Fill::Detail, Next::TryAgain},
    {Kind::Io, Refusal::PortInUse, nullptr, SENTENCE("The port is in use by another program. Choose another one."),
     Fill::Nothing, Next::ShowDetails},
    {Kind::Io, "", nullptr, SENTENCE("This failed on the computer itself: %1."), Fill::Detail, Next::ShowDetails},

    {Kind::Unsupported, Refusal::AccessKeys, nullptr,
     SENTENCE("The AWS console takes temporary credentials only, and this profile has access keys. Open a profile that "
              "assumes a role or signs in with SSO."),
     Fill::Nothing, Next::CheckProfile},
    {Kind::Unsupported, Refusal::NotARegion, nullptr, SENTENCE("Keyturn knows no AWS console for %1."), Fill::Detail,
     Next::CheckProfile},
    {Kind::Unsupported, "", nullptr, SENTENCE("Not supported: %1."), Fill::Detail, Next::ShowDetails},
    {Kind::Cancelled, "", nullptr, SENTENCE("Stopped. Keyturn changed nothing after that."), Fill::Nothing, Next::None},
};

#undef SENTENCE

bool codeFits(const QString &code, QLatin1StringView wanted)
{
    if (wanted.startsWith(u'='))
        return code.compare(wanted.sliced(1), Qt::CaseInsensitive) == 0;
    for (const QLatin1StringView word : QLatin1StringView(wanted).tokenize(u'|')) {
        if (code.contains(word, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace

bool isOfRead(const Error &error)
{
    const QStringView call = QStringView(error.operation).sliced(error.operation.indexOf(u':') + 1);
    return call.startsWith("Get"_L1) || call.startsWith("List"_L1) || call.startsWith("Describe"_L1)
           || call.startsWith("BatchGet"_L1);
}

bool ErrorRule::fits(const Error &error, const QString &subject) const
{
    const QLatin1StringView wanted(reason.theirs);
    const bool isReason =
        reason.ours == Refusal::None ? wanted.isEmpty() || codeFits(error.code, wanted) : error.refusal == reason.ours;
    return kind == error.kind && isReason && (!applies || applies(error, subject));
}

const ErrorRule *ErrorRule::of(const Error &error, const QString &subject)
{
    const auto found = std::find_if(std::begin(rules), std::end(rules),
                                    [&](const ErrorRule &rule) { return rule.fits(error, subject); });
    return found == std::end(rules) ? nullptr : found;
}

} // namespace keyturn
