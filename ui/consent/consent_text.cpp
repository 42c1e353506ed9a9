#include "ui/consent/consent_text.h"

#include "core/rotation/refresh_exchange.h"
#include "ui/dialogs/refresh_text.h"

using namespace Qt::StringLiterals;

namespace keyturn {

QString ConsentText::problem(const Error &error, const QString &entry)
{
    if (error.code == "access_denied"_L1)
        return tr("The browser came back with a no. Nothing was changed.");
    if (error.code == "no-answer"_L1)
        return tr("Nobody came back from the browser within five minutes. Nothing was changed.");
    if (error.code == "not-the-redirect"_L1)
        return tr("This is not the address that the browser was sent back to. It begins with %1?").arg(error.detail);
    if (error.code == "wrong-state"_L1)
        return tr("This address answers another request. Paste the one from the page that was opened last.");
    if (error.code == "wrong-issuer"_L1)
        return tr("The answer comes from another provider than the one that was asked, so its code was sent nowhere.");
    if (error.code == "malformed-answer"_L1)
        return tr("The answer holds no code that can be used: %1. Nothing was changed.").arg(error.detail);
    if (error.code == "port-in-use"_L1)
        return tr("The browser cannot come back: %1. End that program, or use another address that is registered.")
            .arg(error.detail);
    if (error.code == "redirect-uri"_L1)
        return tr(
            "The redirect address is https://…, or http:// with 127.0.0.1, localhost or [::1], a path and no query.");
    if (error.code == "authorization-url"_L1)
        return tr("It is not known where the provider of %1 asks for consent.").arg(entry);
    if (error.code == "unfinished"_L1)
        return tr("New tokens of %1 wait to be stored. Finish that first.").arg(entry);
    if (error.code == answerLost)
        return tr("The answer to the exchange was lost, and a code is good only once. AWS holds what it held: sign in "
                  "again.");
    if (error.code == "invalid_grant"_L1 && error.operation == "authorize"_L1)
        return tr("The provider does not accept the code: it is good once, and not for long. Sign in again.");
    return RefreshText::message(error, entry).sentence;
}

QString ConsentText::clock(std::chrono::seconds left)
{
    return u"%1:%2"_s.arg(left.count() / 60).arg(left.count() % 60, 2, 10, QLatin1Char('0'));
}

} // namespace keyturn
