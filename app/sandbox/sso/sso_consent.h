#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/store/store.h"

namespace keyturn::sandbox::sso {

//! A request at /authorize whose client is one of IAM Identity Center; those of others are at OAuth providers.
bool isConsent(const Store &store, const Request &request);
//! GET asks, POST of the page's form decides. A client or an address that is not registered is told to the person and
//! to nobody else; everything else goes back to the address. PKCE with S256 only; what is asked for is called "scopes".
Response consent(const Store &store, oauth::Authorizations &authorizations, const Request &request,
                 const QDateTime &now);

} // namespace keyturn::sandbox::sso
