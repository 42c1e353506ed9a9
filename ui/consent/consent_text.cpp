#include "ui/consent/consent_text.h"

#include "core/rotation/refresh_exchange.h"
#include "ui/dialogs/refresh_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString ConsentText::problem(const Error &error, const QString &entry)
{
    if (error.code == "access_denied"_L1)
        return tr("Access was declined in the browser. Nothing was changed.");
    if (error.refusal == Refusal::NoAnswer)
        return tr("No answer from the browser within five minutes. Nothing was changed.");
    if (error.refusal == Refusal::NotTheRedirect)
        return tr("This is not the address that the browser was sent back to. It begins with %1?").arg(error.detail);
    if (error.refusal == Refusal::WrongState)
        return tr("This address belongs to another request. Paste the one from the page opened last.");
    if (error.refusal == Refusal::WrongIssuer)
        return tr("The answer came from a different provider, so its code was not sent anywhere.");
    if (error.refusal == Refusal::MalformedAnswer)
        return tr("The answer has no usable code: %1. Nothing was changed.").arg(error.detail);
    if (error.refusal == Refusal::PortInUse)
        return tr("Can't receive the browser's answer: %1. Close that program, or use another registered address.")
            .arg(error.detail);
    if (error.refusal == Refusal::RedirectUri)
        return tr(
            "The redirect address is https://…, or http:// with 127.0.0.1, localhost or [::1], a path and no query.");
    if (error.refusal == Refusal::AuthorizationUrl)
        return tr("Keyturn doesn't know the sign-in page for %1.").arg(entry);
    if (error.refusal == Refusal::Unfinished)
        return tr("New tokens for %1 are not stored yet. Finish that first.").arg(entry);
    if (error.refusal == Refusal::AnswerLost)
        return tr("The answer was lost, and a code works only once. Nothing in AWS changed. Sign in again.");
    if (error.code == "invalid_grant"_L1 && error.operation == "authorize"_L1)
        return tr("The provider rejected the code: a code works once and expires soon. Sign in again.");
    return RefreshText::message(error, entry).sentence;
}

QString ConsentText::clock(std::chrono::seconds left)
{
    return u"%1:%2"_s.arg(left.count() / 60).arg(left.count() % 60, 2, 10, QLatin1Char('0'));
}

} // namespace keyturn
