#include "app/cli/error_text.h"

#include "app/cli/chain_error_text.h"
#include "app/cli/console_error_text.h"
#include "app/cli/output.h"
#include "app/cli/permission_text.h"
#include "app/cli/provider_text.h"
#include "app/cli/refusal_text.h"
#include "app/cli/rotation_text.h"
#include "app/cli/setup_text.h"
#include "app/cli/write_text.h"
#include "core/aws/missing_permission.h"

#include <QCoreApplication>
#include <QStringList>

namespace keyturn::cli {

using namespace Qt::StringLiterals;

namespace {

//! The provider's doing, not ours: what is refused before it is asked names no host.
bool isProvider(const Error &error)
{
    return error.operation == "refresh_token"_L1 && !error.host.isEmpty();
}

bool isOfConsent(const Error &error)
{
    return error.operation == "authorize"_L1;
}

class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(keyturn::cli::ErrorText)

public:
    ErrorText(const Error &error, const ErrorContext &context) : m_error(error), m_context(context) {}

    QStringList lines()
    {
        const auto console = consoleErrorText(m_error, m_context);
        if (const QString setup = SetupText::text(m_error, m_context); !console && !setup.isEmpty())
            return setup.split(u'\n');
        if (console)
            say(*console);
        else if (const auto chain = chainErrorText(m_error, m_context))
            say(*chain);
        else if (isOfConsent(m_error))
            say(consentText(m_error, m_context));
        else if (isProvider(m_error) || m_error.operation == "probe"_L1 || isOfTokenUrl(m_error))
            say(providerText(m_error, m_context));
        else if (isOfRotation(m_error))
            say(rotationText(m_error, m_context));
        else if (isOfName(m_error))
            say(nameText(m_error, m_context));
        else if (m_error.answerLost || m_error.kind == ErrorKind::Conflict)
            say(writeText(m_error, m_context));
        else
            service();
        QStringList lines{m_sentence};
        if (!m_next.isEmpty())
            lines << u"  "_s + m_next;
        if (const QString words = ownWords(); !words.isEmpty())
            lines << u"  "_s + words;
        return lines;
    }

private:
    void say(const QString &sentence, const QString &next = {})
    {
        m_sentence = sentence;
        m_next = next;
    }
    void say(const std::pair<QString, QString> &text) { say(text.first, text.second); }
    QString host() const { return m_error.host.isEmpty() ? tr("the endpoint") : m_error.host; }

    void service()
    {
        switch (m_error.kind) {
        case ErrorKind::Network:
            return network();
        case ErrorKind::Timeout:
            return say(tr("%1 did not answer in time.").arg(host()),
                       tr("Try again; if it stays so, check the network, the region (%1) and --endpoint-url.")
                           .arg(m_context.region));
        case ErrorKind::Tls:
            return say(tr("The identity of %1 could not be verified (TLS); nothing was sent.").arg(host()),
                       SetupText::adviceOnTls(m_error, m_context));
        case ErrorKind::Auth:
            return auth();
        case ErrorKind::Expired:
            return expired();
        case ErrorKind::AccessDenied:
            return say(permissionText(m_error, m_context));
        case ErrorKind::NotFound:
            return notFound();
        case ErrorKind::Conflict:
            return; // see lines()
        case ErrorKind::Throttled:
            return say(tr("AWS is throttling requests, and retries did not help."), tr("Try again in a minute."));
        case ErrorKind::Limit:
            return say(limitText(m_error, m_context));
        case ErrorKind::Invalid:
            return say(invalidText(m_error, m_context));
        case ErrorKind::Protocol:
            if (m_error.refusal == Refusal::CheckFailed)
                return say(
                    tr("AWS does not hold what was just written to \"%1\".").arg(m_context.name),
                    tr("Look at it with \"keyturnctl show %1\"; someone else may be writing too.").arg(m_context.name));
            return say(m_error.detail.isEmpty() ? tr("%1 did not send an AWS response.").arg(host())
                                                : tr("%1 did not send an AWS response: %2.").arg(host(), detail()),
                       tr("A proxy or a sign-in page may stand in between, or --endpoint-url is wrong."));
        case ErrorKind::Unavailable:
            return say(tr("AWS says that it cannot serve this at the moment."), tr("Try again later."));
        case ErrorKind::Keychain:
            return say(keychainText(m_error, m_context));
        case ErrorKind::Io:
            if (m_error.refusal == Refusal::Journal)
                return say(tr("Nothing was sent, because the note that tells of a save cut off cannot be written: %1.")
                               .arg(detail()),
                           tr("Make room on the disk, or put the folder right, and repeat the command."));
            return say(m_error.detail);
        case ErrorKind::Unsupported:
            return say(unsupportedText(m_error, m_context));
        case ErrorKind::Cancelled:
            return say(tr("Interrupted."));
        }
    }

    void network()
    {
        if (m_error.refusal == Refusal::Truncated)
            return say(tr("The answer of %1 was cut off or has no valid end: %2.").arg(host(), detail()),
                       tr("Try again; if it stays so, a proxy in between may be the reason."));
        if (m_error.refusal == Refusal::ProxyAuthenticationRequired)
            return say(tr("The proxy in front of %1 wants a sign-in: %2.").arg(host(), detail()),
                       tr("Sign in to it, or name another proxy in HTTPS_PROXY or this host in NO_PROXY."));
        if (m_error.refusal == Refusal::ProxyUnreachable)
            return say(tr("Cannot reach the proxy in front of %1: %2.").arg(host(), detail()),
                       tr("Correct HTTPS_PROXY, or name this host in NO_PROXY."));
        return say(tr("Cannot reach %1; nothing was changed that we know of.").arg(host()),
                   tr("Check the network, the region (%1) and --endpoint-url.").arg(m_context.region));
    }

    void expired()
    {
        if (m_error.refusal == Refusal::CredentialsEnd)
            return say(tr("The provider of \"%1\" was not asked: %2.").arg(m_context.name, detail()),
                       tr("Sign in again, so that there is time to store the answer."));
        if (m_error.refusal == Refusal::NoCredentials)
            return say(tr("The credentials of profile %1 have expired: %2. Nothing was sent.")
                           .arg(m_context.profile, detail()),
                       tr("Sign in again where they came from, and set the variables anew."));
        return say(tr("The session token of profile %1 has expired.").arg(m_context.profile),
                   tr("Sign in again where the temporary keys came from, and repeat the command."));
    }

    void auth()
    {
        if (m_error.refusal == Refusal::NoCredentials)
            return say(
                tr("There are no AWS credentials for profile %1.").arg(m_context.profile),
                tr("Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, choose a --profile of ~/.aws, or store keys "
                   "with \"keyturnctl keys add NAME\"."));
        if (m_error.refusal == Refusal::IncompleteKeys)
            return say(tr("Profile %1 has an access key id or a secret, but not both.").arg(m_context.profile));
        if (m_error.code == "RequestTimeTooSkewed"_L1 || m_error.code == "RequestExpired"_L1)
            return say(tr("The clock of this computer is wrong, so AWS refuses the signature."), tr("Set the clock."));
        const bool unknownKey =
            m_error.code == "UnrecognizedClientException"_L1 || m_error.code == "InvalidClientTokenId"_L1;
        if (unknownKey)
            return say(tr("AWS does not know the access key or session token of profile %1.").arg(m_context.profile),
                       tr("Check the access key id, and the session token if there is one."));
        say(tr("AWS does not accept the keys of profile %1.").arg(m_context.profile),
            tr("Check the secret access key: it does not belong to the access key id."));
    }

    void notFound()
    {
        if (m_error.operation.isEmpty() && m_error.refusal == Refusal::NoSuchKey)
            return say(
                tr("\"%1\" has no key %2.").arg(m_context.name, m_error.detail),
                tr("\"keyturnctl show %1\" lists its keys; \"keyturnctl set --add\" adds one.").arg(m_context.name));
        if (m_error.refusal == Refusal::NoSuchReminder)
            return say(tr("There is no reminder \"%1\".").arg(m_error.detail),
                       tr("\"keyturnctl remind list\" shows what there is."));
        if (m_error.refusal == Refusal::Absent)
            return say(tr("The keychain holds no AWS keys named \"%1\".").arg(m_context.name),
                       tr("\"keyturnctl keys list\" shows what it holds."));
        say(tr("There is no secret or parameter \"%1\" in region %2.").arg(m_context.name, m_context.region),
            tr("Check the name with \"keyturnctl list\", or look in your other regions with \"keyturnctl find %1\".")
                .arg(m_context.name));
    }

    //! "Code: the service's message (operation, request id ...)", without what the sentence says already.
    QString ownWords() const
    {
        const bool said = m_error.kind == ErrorKind::Unsupported || isOfName(m_error)
                          || m_error.refusal == Refusal::Value
                          || (!m_error.detail.isEmpty() && m_sentence.contains(detail()));
        QStringList words{m_error.code, m_error.detail};
        words.removeAll(QString());
        if (said)
            words.clear();
        QStringList where;
        const bool isLocal = m_error.host.isEmpty() && m_error.requestId.isEmpty();
        if (!m_error.operation.isEmpty() && !isLocal && !misleads())
            where << m_error.operation;
        if (!m_error.requestId.isEmpty())
            where << tr("request ID %1").arg(m_error.requestId);
        QStringList parts;
        if (!words.isEmpty())
            parts << words.join(": "_L1);
        if (!where.isEmpty())
            parts << u'(' + where.join(", "_L1) + u')';
        return parts.join(u' ');
    }

    //! A refusal that was not of what was called: its name beside that of the missing permission would be taken for it.
    bool misleads() const
    {
        const auto missing = MissingPermission::of(m_error);
        return missing && missing->action != m_error.operation;
    }

    //! The service's message without the full stop, to stand inside a sentence.
    QString detail() const { return m_error.detail.endsWith(u'.') ? m_error.detail.chopped(1) : m_error.detail; }

    const Error &m_error;
    const ErrorContext &m_context;
    QString m_sentence;
    QString m_next;
};

} // namespace

QStringList errorText(const Error &error, const ErrorContext &context)
{
    return ErrorText(error, context).lines();
}

ExitCode exitCodeOf(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::Tls:
        return ExitCode::Unreachable;
    default:
        break;
    }
    if (isOfName(error))
        return ExitCode::Usage;
    if (error.refusal == Refusal::PortInUse)
        return ExitCode::Unreachable;
    if (isOfConsent(error) && (error.kind == ErrorKind::Auth || error.kind == ErrorKind::Protocol))
        return ExitCode::Provider;
    if (isProvider(error))
        return isOfTokenUrl(error) ? ExitCode::Failed : ExitCode::Provider;
    switch (error.kind) {
    case ErrorKind::Protocol:
    case ErrorKind::Unavailable:
        return ExitCode::Unreachable;
    case ErrorKind::Auth:
    case ErrorKind::Expired:
    case ErrorKind::AccessDenied:
        return ExitCode::Denied;
    case ErrorKind::NotFound:
        return ExitCode::NotFound;
    case ErrorKind::Conflict:
        return ExitCode::Conflict;
    case ErrorKind::Keychain:
        return ExitCode::Keychain;
    case ErrorKind::Cancelled:
        return ExitCode::Interrupted;
    default:
        return ExitCode::Failed;
    }
}

} // namespace keyturn::cli
