#pragma once
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/oauth/authorizations.h"
#include "app/sandbox/store/store.h"

//! The sandbox's authorization endpoints: a page in the browser that asks, and its answer.
namespace keyturn::sandbox::oauth {

bool isConsentPath(const QByteArray &path);
//! RFC 6749 section 4.1 with PKCE (S256 only). GET asks, POST of the page's form decides. A client or an address that
//! is not registered is told to the person and to nobody else; everything else goes back to the address.
Response consent(const Store &store, Authorizations &authorizations, const Request &request, const QDateTime &now);

} // namespace keyturn::sandbox::oauth
