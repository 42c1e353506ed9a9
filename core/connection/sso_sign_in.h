#pragma once
#include "core/base/clock.h"
#include "core/credentials/sso_tokens.h"
#include "core/oauth/authorization_request.h"

#include <functional>

namespace keyturn {

//! What the person who signs in is shown.
struct SsoPrompts {
    //! Opens the page in a browser of this computer; false where that is not possible. Empty: a code is wanted.
    std::function<bool(const QUrl &page)> openBrowser;
    //! A code, and the page where somebody has to confirm it.
    std::function<void(const SsoClient::Device &)> showCode;
    std::chrono::milliseconds patience = consentPatience; //!< with the browser; that with a code is the service's
};

//! How \p profile of the shared files signs in; Invalid Refusal::SignIn where it is not by IAM Identity Center.
Result<SsoSettings> ssoSettingsOf(const Environment &environment, const QString &profile);

//! Signs in to IAM Identity Center: by authorization code with PKCE, for which the browser comes back to 127.0.0.1; by
//! device code where there is no browser or it cannot come back, and for profiles without an sso-session, as the aws
//! command line does. The token is kept, see SsoTokens::keep(). Auth "sso-refused" where somebody said no,
//! "sso-too-late" where nobody answered. What is referred to outlives the task.
Task<Result<SsoToken>> signInToSso(const SsoClient &client, SsoSettings settings, const Clock &clock,
                                   const SsoTokens &tokens, SsoPrompts prompts);

} // namespace keyturn
