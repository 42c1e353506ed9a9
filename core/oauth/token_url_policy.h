#pragma once
#include "core/base/result.h"
#include "core/oauth/provider.h"

namespace keyturn {

//! A token URL as it stands in a secret, checked letter by letter before Qt gets to mend it: https, a host with a name,
//! no user information, no fragment, nothing that is made to be misread. Invalid "token-url" with the reason. Whether
//! anything may be sent there is another question: see isOwnTokenUrl().
Result<QUrl> tokenUrlFromText(const QString &text);
//! The same rules for what is a URL already.
Result<> checkTokenUrl(const QUrl &url);

//! On port 443 of a host in the table. Everywhere else a secret's value would choose where another secret goes: a
//! person has to agree to the origin first.
bool isOwnTokenUrl(const QUrl &url);
//! "https://host[:port]" in punycode, as consent is given and errors name it.
QString tokenOrigin(const QUrl &url);
//! Invalid "token-url-consent" with the origin as its detail.
Error tokenUrlNeedsConsent(const QUrl &url);
//! "probe-url-consent" likewise: an access token would go there.
Error probeUrlNeedsConsent(const QUrl &url);

//! The same path and query at \p origin.
QUrl rehearsedUrl(const QUrl &url, const QUrl &origin);

} // namespace keyturn
